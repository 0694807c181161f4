/* The builder reads the headers of all processors, whichever it builds for. */
#ifndef RISCV64CPUFEATURES_H
#define RISCV64CPUFEATURES_H

typedef struct {
  char fI, fM, fA, fF, fD, fC, fV;
} CPUFeatures;

#endif
