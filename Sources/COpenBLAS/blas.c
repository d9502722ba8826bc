#include "COpenBLAS.h"

#include <stddef.h>

extern void openblas_set_num_threads(int count);
extern char *openblas_get_corename(void);
extern char *openblas_get_config(void);

/* Fortran symbols; the lengths of CHARACTER arguments come last and are hidden. */
extern void dpotrf_(const char *uplo, const int32_t *n, double *a, const int32_t *lda, int32_t *info,
                    size_t uplo_length);

void headroom_blas_set_threads(int32_t count) { openblas_set_num_threads(count); }

const char *headroom_blas_core(void) { return openblas_get_corename(); }

const char *headroom_blas_configuration(void) { return openblas_get_config(); }

int32_t headroom_dpotrf_lower(int32_t n, double *a) {
  int32_t info = 0;
  int32_t lda = n > 1 ? n : 1;
  dpotrf_("L", &n, a, &lda, &info, 1);
  return info;
}
