/* The builder reads the headers of all processors, whichever it builds for. */
#ifndef AARCH64CPUFEATURES_H
#define AARCH64CPUFEATURES_H

typedef struct {
  char fFP, fASIMD, fEVTSTRM, fAES, fPMULL, fSHA1, fSHA2, fCRC32, fLSE, fDCPOP, fSHA3, fSHA512, fSVE, fPACA, fSVEBITPERM, fSVE2;
  char fSTXR_PREFETCH, fA53MAC, fDMB_ATOMICS, fFPHP, fASIMDHP;
} CPUFeatures;

#endif
