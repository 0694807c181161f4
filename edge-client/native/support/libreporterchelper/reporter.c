/* What the builder shows of itself while it works. */
#include <jni.h>
#include <sys/resource.h>

/* Bytes of memory that the builder has had at most; -1 if unknown. */
JNIEXPORT jlong JNICALL Java_com_oracle_svm_hosted_ProgressReporterCHelper_getPeakRSS0(JNIEnv *env, jclass reporter) {
  struct rusage usage;
  (void)env;
  (void)reporter;
  return getrusage(RUSAGE_SELF, &usage) == 0 ? (jlong)usage.ru_maxrss * 1024 : -1;
}

/* -1: no terminal; its output goes into a log. */
JNIEXPORT jint JNICALL Java_com_oracle_svm_hosted_ProgressReporterCHelper_getTerminalWindowColumns0(JNIEnv *env, jclass reporter) {
  (void)env;
  (void)reporter;
  return -1;
}
