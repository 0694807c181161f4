/* What else the runtime asks of the system in C: environment, threads, time zone, locale, and calls with a variable number of arguments. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <locale.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "svm_locale.h"

extern char **environ;

char **getEnviron(void) {
  return environ;
}

/* --- threads ------------------------------------------------------------------------------------------------------------------------------------------- */

int getThreadId(void) {
  return (int)syscall(SYS_gettid);
}

/* Nanoseconds that the thread has spent in user mode, from the 14th field of proc_pid_stat(5); -1 if that cannot be read. */
int64_t getThreadUserTimeSlow(int thread) {
  char path[48], line[1024];
  snprintf(path, sizeof path, "/proc/self/task/%d/stat", thread);
  FILE *file = fopen(path, "r");
  if (file == NULL) {
    return -1;
  }
  size_t length = fread(line, 1, sizeof line - 1, file);
  fclose(file);
  line[length] = 0;
  /* the second field is a name in brackets that may hold anything, brackets too */
  char *rest = strrchr(line, ')');
  unsigned long ticks;
  if (rest == NULL || sscanf(rest + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu", &ticks) != 1) {
    return -1;
  }
  return (int64_t)ticks * (1000000000LL / sysconf(_SC_CLK_TCK));
}

/* x86-64 needs nothing; the compiler knows what others need. */
void codeSynchronization_clearCache(uintptr_t start, uintptr_t end) {
  __builtin___clear_cache((char *)start, (char *)end);
}

/* --- time zone ----------------------------------------------------------------------------------------------------------------------------------------- */

/* libjava's: the zone of TZ, /etc/timezone or /etc/localtime; the caller frees it. */
extern char *findJavaTZ_md(const char *java_home);

char *SVM_FindJavaTZmd(const char *mappings, int length) {
  (void)mappings; /* names of zones on Windows */
  (void)length;
  return findJavaTZ_md("");
}

/* --- locale -------------------------------------------------------------------------------------------------------------------------------------------- */

static svm_locale_props_t locale_of_process;

/* Splits "language_COUNTRY.encoding@modifier"; the strings live as long as the process. Not 0: no memory. */
static int split(int category, const char **language, const char **country) {
  const char *name = setlocale(category, NULL);
  *language = "en";
  *country = "";
  if (name == NULL || strcmp(name, "C") == 0 || strcmp(name, "POSIX") == 0 || strncmp(name, "C.", 2) == 0) {
    return 0;
  }
  char *copy = strdup(name);
  if (copy == NULL) {
    return 1;
  }
  copy[strcspn(copy, ".@")] = 0;
  char *underscore = strchr(copy, '_');
  if (underscore != NULL) {
    *underscore = 0;
    *country = underscore + 1;
  }
  *language = copy;
  return 0;
}

int svm_initialize_locale(void) {
  svm_locale_props_t *p = &locale_of_process;
  setlocale(LC_ALL, "");
  p->display_script = p->display_variant = p->format_script = p->format_variant = "";
  return split(LC_MESSAGES, &p->display_language, &p->display_country) || split(LC_CTYPE, &p->format_language, &p->format_country)
             ? SVM_LOCALE_INITIALIZATION_OUT_OF_MEMORY
             : SVM_LOCALE_INITIALIZATION_SUCCEEDED;
}

svm_locale_props_t *svm_get_locale(void) {
  return &locale_of_process;
}

/* --- variable numbers of arguments, which the runtime does not pass ------------------------------------------------------------------------------------ */

int openSII(const char *path, int flags, int mode) {
  return open(path, flags, mode);
}

int fprintfSD(FILE *stream, const char *format, const char *text, int number) {
  return fprintf(stream, format, text, number);
}

void *mremapP(void *address, size_t old_size, size_t new_size, int flags, void *new_address) {
  return mremap(address, old_size, new_size, flags, new_address);
}
