/*
 * The functions of a Java virtual machine (jvm.h of the JDK) that the JDK's C libraries call, as far as the client can reach them.
 *
 * There are 150 more, and no stubs for them: the linker drops what cannot be reached, and refuses to make an executable that could reach a function which is
 * not here ("undefined reference to JVM_..."). Whoever reads that implements the function here, or keeps the client from reaching it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <jni.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

/* As vsnprintf(3), but a text that does not fit is answered with -1. */
int jio_vsnprintf(char *text, size_t size, const char *format, va_list arguments) {
  if (size == 0) {
    return -1;
  }
  int length = vsnprintf(text, size, format, arguments);
  return length >= 0 && (size_t)length < size ? length : -1;
}

int jio_snprintf(char *text, size_t size, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = jio_vsnprintf(text, size, format, arguments);
  va_end(arguments);
  return length;
}

int jio_fprintf(FILE *stream, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  int length = vfprintf(stream, format, arguments);
  va_end(arguments);
  return length;
}

jint JVM_ActiveProcessorCount(void) {
  cpu_set_t usable;
  return sched_getaffinity(0, sizeof usable, &usable) == 0 ? CPU_COUNT(&usable) : (jint)sysconf(_SC_NPROCESSORS_ONLN);
}

void *JVM_FindLibraryEntry(void *library, const char *name) {
  return dlsym(library, name);
}

void JVM_Halt(jint code) {
  _exit(code);
}

/* Called by the runtime before anything else of this library; there is nothing to prepare. */
void initialize(void) {}
