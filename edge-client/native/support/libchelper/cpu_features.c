/*
 * What the processor can do, found by the instruction CPUID (Intel SDM, volume 2A; AMD APM, volume 3, appendix E).
 *
 * The executable is built for the oldest x86-64 processors and asks at run time for more, for example for SHA or AES instructions. A feature that is not
 * looked up here counts as absent, which costs speed and nothing else.
 */
#include <cpuid.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "amd64cpufeatures.h"

/* Which part of a processor's state the system must keep for a feature: XCR0, read by XGETBV. */
enum { NO_STATE = 0, YMM_STATE = 0x6, ZMM_STATE = 0xe6 };

enum { EAX, EBX, ECX, EDX };

static const struct {
  size_t feature;
  unsigned leaf;
  int reg;
  int bit;
  unsigned state;
} FEATURES[] = {
#define FEATURE(name, leaf, reg, bit, state) {offsetof(CPUFeatures, f##name), leaf, reg, bit, state}
    FEATURE(TSC, 1, EDX, 4, NO_STATE),
    FEATURE(CX8, 1, EDX, 8, NO_STATE),
    FEATURE(CMOV, 1, EDX, 15, NO_STATE),
    FEATURE(FLUSH, 1, EDX, 19, NO_STATE),
    FEATURE(MMX, 1, EDX, 23, NO_STATE),
    FEATURE(FXSR, 1, EDX, 24, NO_STATE),
    FEATURE(SSE, 1, EDX, 25, NO_STATE),
    FEATURE(SSE2, 1, EDX, 26, NO_STATE),
    FEATURE(HT, 1, EDX, 28, NO_STATE),
    FEATURE(SSE3, 1, ECX, 0, NO_STATE),
    FEATURE(CLMUL, 1, ECX, 1, NO_STATE),
    FEATURE(SSSE3, 1, ECX, 9, NO_STATE),
    FEATURE(FMA, 1, ECX, 12, YMM_STATE),
    FEATURE(SSE4_1, 1, ECX, 19, NO_STATE),
    FEATURE(SSE4_2, 1, ECX, 20, NO_STATE),
    FEATURE(POPCNT, 1, ECX, 23, NO_STATE),
    FEATURE(AES, 1, ECX, 25, NO_STATE),
    FEATURE(AVX, 1, ECX, 28, YMM_STATE),
    FEATURE(VZEROUPPER, 1, ECX, 28, YMM_STATE),
    FEATURE(F16C, 1, ECX, 29, YMM_STATE),
    FEATURE(HV, 1, ECX, 31, NO_STATE),
    FEATURE(BMI1, 7, EBX, 3, NO_STATE),
    FEATURE(AVX2, 7, EBX, 5, YMM_STATE),
    FEATURE(BMI2, 7, EBX, 8, NO_STATE),
    FEATURE(ERMS, 7, EBX, 9, NO_STATE),
    FEATURE(AVX512F, 7, EBX, 16, ZMM_STATE),
    FEATURE(AVX512DQ, 7, EBX, 17, ZMM_STATE),
    FEATURE(ADX, 7, EBX, 19, NO_STATE),
    FEATURE(AVX512_IFMA, 7, EBX, 21, ZMM_STATE),
    FEATURE(FLUSHOPT, 7, EBX, 23, NO_STATE),
    FEATURE(CLWB, 7, EBX, 24, NO_STATE),
    FEATURE(AVX512CD, 7, EBX, 28, ZMM_STATE),
    FEATURE(SHA, 7, EBX, 29, NO_STATE),
    FEATURE(AVX512BW, 7, EBX, 30, ZMM_STATE),
    FEATURE(AVX512VL, 7, EBX, 31, ZMM_STATE),
    FEATURE(AVX512_VBMI, 7, ECX, 1, ZMM_STATE),
    FEATURE(AVX512_VBMI2, 7, ECX, 6, ZMM_STATE),
    FEATURE(GFNI, 7, ECX, 8, NO_STATE),
    FEATURE(AVX512_VAES, 7, ECX, 9, ZMM_STATE),
    FEATURE(AVX512_VPCLMULQDQ, 7, ECX, 10, ZMM_STATE),
    FEATURE(AVX512_VNNI, 7, ECX, 11, ZMM_STATE),
    FEATURE(AVX512_BITALG, 7, ECX, 12, ZMM_STATE),
    FEATURE(AVX512_VPOPCNTDQ, 7, ECX, 14, ZMM_STATE),
    FEATURE(RDPID, 7, ECX, 22, NO_STATE),
    FEATURE(FSRM, 7, EDX, 4, NO_STATE),
    FEATURE(SERIALIZE, 7, EDX, 14, NO_STATE),
    FEATURE(LZCNT, 0x80000001, ECX, 5, NO_STATE),
    FEATURE(SSE4A, 0x80000001, ECX, 6, NO_STATE),
    FEATURE(AMD_3DNOW_PREFETCH, 0x80000001, ECX, 8, NO_STATE),
    FEATURE(RDTSCP, 0x80000001, EDX, 27, NO_STATE),
    FEATURE(TSCINV, 0x80000007, EDX, 8, NO_STATE),
    FEATURE(TSCINV_BIT, 0x80000007, EDX, 8, NO_STATE),
#undef FEATURE
};

/* The parts of the state that the system keeps; none if it does not say so (OSXSAVE, leaf 1, ECX, bit 27). */
static unsigned kept_state(void) {
  unsigned regs[4], low, high;
  if (!__get_cpuid(1, &regs[EAX], &regs[EBX], &regs[ECX], &regs[EDX]) || !((regs[ECX] >> 27) & 1)) {
    return NO_STATE;
  }
  __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
  return low;
}

void determineCPUFeatures(CPUFeatures *features) {
  unsigned kept = kept_state();
  memset(features, 0, sizeof *features);
  for (size_t i = 0; i < sizeof FEATURES / sizeof *FEATURES; i++) {
    unsigned regs[4];
    if (__get_cpuid_count(FEATURES[i].leaf, 0, &regs[EAX], &regs[EBX], &regs[ECX], &regs[EDX])) {
      int is_there = (regs[FEATURES[i].reg] >> FEATURES[i].bit) & 1;
      int is_usable = (kept & FEATURES[i].state) == FEATURES[i].state;
      ((char *)features)[FEATURES[i].feature] = is_there && is_usable;
    }
  }
}

/* A byte of the mask is 0xff where the feature does not matter, and 0xfe where the executable cannot do without. */
static int is_usable_here(const unsigned char *mask) {
  CPUFeatures features;
  const unsigned char *here = (const unsigned char *)&features;
  determineCPUFeatures(&features);
  for (size_t i = 0; i < sizeof features; i++) {
    if ((mask[i] | here[i]) != 0xff) {
      return 0;
    }
  }
  return 1;
}

/* 0: the executable can run here. */
int checkCPUFeatures(const unsigned char *mask) {
  return is_usable_here(mask) ? 0 : 1;
}

int checkCPUFeaturesOrExit(const unsigned char *mask, const char *message) {
  if (!is_usable_here(mask)) {
    fputs(message, stderr);
    exit(1);
  }
  return 0;
}
