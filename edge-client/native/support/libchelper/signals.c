/*
 * Signals for jdk.internal.misc.Signal: the handler counts, a thread of the runtime waits and asks which signal came.
 *
 * The handler runs at any instant of any thread, so it does only what signal-safety(7) allows: atomic addition and sem_post.
 */
#include <errno.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>

/* One more than the last number of signal(7). */
enum { SIGNALS = 65 };

static sem_t arrived;
static atomic_flag is_open = ATOMIC_FLAG_INIT;
static atomic_uint pending[SIGNALS];

static int is_signal(int number) {
  return number > 0 && number < SIGNALS;
}

static void count(int number) {
  int before = errno;
  if (is_signal(number)) {
    atomic_fetch_add(&pending[number], 1);
    sem_post(&arrived);
  }
  errno = before;
}

/* 0, or -1 with errno EBUSY: several runtimes in one process would take each other's signals. */
int cSunMiscSignal_open(void) {
  if (atomic_flag_test_and_set(&is_open)) {
    errno = EBUSY;
    return -1;
  }
  for (int i = 0; i < SIGNALS; i++) {
    atomic_store(&pending[i], 0);
  }
  return sem_init(&arrived, 0, 0);
}

int cSunMiscSignal_close(void) {
  int result = sem_destroy(&arrived);
  atomic_flag_clear(&is_open);
  return result;
}

int cSunMiscSignal_awaitSemaphore(void) {
  int result;
  do {
    result = sem_wait(&arrived);
  } while (result != 0 && errno == EINTR);
  return result;
}

int cSunMiscSignal_signalSemaphore(void) {
  return sem_post(&arrived);
}

int cSunMiscSignal_signalRangeCheck(int number) {
  return is_signal(number);
}

/* Takes one signal that came; its number, or -1 if there is none. */
int cSunMiscSignal_checkPendingSignal(void) {
  for (int i = 1; i < SIGNALS; i++) {
    unsigned n = atomic_load(&pending[i]);
    while (n > 0) {
      if (atomic_compare_exchange_weak(&pending[i], &n, n - 1)) {
        return i;
      }
    }
  }
  return -1;
}

void *cSunMiscSignal_signalHandlerFunctionPointer(void) {
  return (void *)count;
}
