/* What an x86-64 processor can do: one byte per feature, 1 or 0, in the order of the builder's AMD64LibCHelper.CPUFeatures. */
#ifndef AMD64CPUFEATURES_H
#define AMD64CPUFEATURES_H

typedef struct {
  char fCX8, fCMOV, fFXSR, fHT, fMMX, fAMD_3DNOW_PREFETCH;
  char fSSE, fSSE2, fSSE3, fSSSE3, fSSE4A, fSSE4_1, fSSE4_2;
  char fPOPCNT, fLZCNT, fTSC, fTSCINV, fTSCINV_BIT;
  char fAVX, fAVX2, fAES, fERMS, fCLMUL, fBMI1, fBMI2, fRTM, fADX;
  char fAVX512F, fAVX512DQ, fAVX512PF, fAVX512ER, fAVX512CD, fAVX512BW, fAVX512VL;
  char fSHA, fFMA, fVZEROUPPER;
  char fAVX512_VPOPCNTDQ, fAVX512_VPCLMULQDQ, fAVX512_VAES, fAVX512_VNNI;
  char fFLUSH, fFLUSHOPT, fCLWB, fAVX512_VBMI2, fAVX512_VBMI;
  char fHV, fSERIALIZE, fRDTSCP, fRDPID, fFSRM, fGFNI, fAVX512_BITALG;
  char fPKU, fOSPKE, fCET_IBT, fCET_SS, fF16C, fAVX512_IFMA, fAVX_IFMA;
  char fAPX_F, fSHA512, fAVX512_FP16, fAVX10_1, fAVX10_2;
} CPUFeatures;

#endif
