#include "COpenBLAS.h"

#include <stddef.h>

extern void openblas_set_num_threads(int count);
extern char *openblas_get_corename(void);
extern char *openblas_get_config(void);

/* Fortran symbols; the lengths of CHARACTER arguments come last and are hidden. */
extern void dpotrf_(const char *uplo, const int32_t *n, double *a, const int32_t *lda, int32_t *info,
                    size_t uplo_length);
extern void dpotri_(const char *uplo, const int32_t *n, double *a, const int32_t *lda, int32_t *info,
                    size_t uplo_length);
extern void dtrsv_(const char *uplo, const char *trans, const char *diag, const int32_t *n,
                   const double *a, const int32_t *lda, double *x, const int32_t *incx, size_t, size_t,
                   size_t);
extern void dtrsm_(const char *side, const char *uplo, const char *trans, const char *diag,
                   const int32_t *m, const int32_t *n, const double *alpha, const double *a,
                   const int32_t *lda, double *b, const int32_t *ldb, size_t, size_t, size_t, size_t);
extern void dsyrk_(const char *uplo, const char *trans, const int32_t *n, const int32_t *k,
                   const double *alpha, const double *a, const int32_t *lda, const double *beta,
                   double *c, const int32_t *ldc, size_t, size_t);
extern void dgemv_(const char *trans, const int32_t *m, const int32_t *n, const double *alpha,
                   const double *a, const int32_t *lda, const double *x, const int32_t *incx,
                   const double *beta, double *y, const int32_t *incy, size_t);
extern void dgemm_(const char *transa, const char *transb, const int32_t *m, const int32_t *n,
                   const int32_t *k, const double *alpha, const double *a, const int32_t *lda,
                   const double *b, const int32_t *ldb, const double *beta, double *c,
                   const int32_t *ldc, size_t, size_t);
extern void dgeqrf_(const int32_t *m, const int32_t *n, double *a, const int32_t *lda, double *tau,
                    double *work, const int32_t *lwork, int32_t *info);
extern void dormqr_(const char *side, const char *trans, const int32_t *m, const int32_t *n,
                    const int32_t *k, const double *a, const int32_t *lda, const double *tau,
                    double *c, const int32_t *ldc, double *work, const int32_t *lwork, int32_t *info,
                    size_t, size_t);

static const int32_t one = 1;

void headroom_blas_set_threads(int32_t count) { openblas_set_num_threads(count); }

const char *headroom_blas_core(void) { return openblas_get_corename(); }

const char *headroom_blas_configuration(void) { return openblas_get_config(); }

int32_t headroom_dpotrf_lower(int32_t n, double *a, int32_t lda) {
  int32_t info = 0;
  dpotrf_("L", &n, a, &lda, &info, 1);
  return info;
}

int32_t headroom_dpotri_lower(int32_t n, double *a, int32_t lda) {
  int32_t info = 0;
  dpotri_("L", &n, a, &lda, &info, 1);
  return info;
}

void headroom_dtrsv_lower(int32_t transposed, int32_t n, const double *l, int32_t ldl, double *x) {
  dtrsv_("L", transposed ? "T" : "N", "N", &n, l, &ldl, x, &one, 1, 1, 1);
}

void headroom_dtrsm_left_lower(int32_t transposed, int32_t m, int32_t n, const double *l,
                               int32_t ldl, double *b, int32_t ldb) {
  double alpha = 1;
  dtrsm_("L", "L", transposed ? "T" : "N", "N", &m, &n, &alpha, l, &ldl, b, &ldb, 1, 1, 1, 1);
}

void headroom_dtrsm_right_lower_transposed(int32_t m, int32_t n, const double *l, int32_t ldl,
                                           double *b, int32_t ldb) {
  double alpha = 1;
  dtrsm_("R", "L", "T", "N", &m, &n, &alpha, l, &ldl, b, &ldb, 1, 1, 1, 1);
}

void headroom_dtrsv_upper(int32_t n, const double *r, int32_t ldr, double *x) {
  dtrsv_("U", "N", "N", &n, r, &ldr, x, &one, 1, 1, 1);
}

void headroom_dsyrk_lower(int32_t transposed, int32_t n, int32_t k, double alpha, const double *a,
                          int32_t lda, double beta, double *c, int32_t ldc) {
  dsyrk_("L", transposed ? "T" : "N", &n, &k, &alpha, a, &lda, &beta, c, &ldc, 1, 1);
}

void headroom_dgemv(int32_t transposed, int32_t m, int32_t n, double alpha, const double *a,
                    int32_t lda, const double *x, double beta, double *y) {
  dgemv_(transposed ? "T" : "N", &m, &n, &alpha, a, &lda, x, &one, &beta, y, &one, 1);
}

void headroom_dgemm(int32_t a_transposed, int32_t b_transposed, int32_t m, int32_t n, int32_t k,
                    double alpha, const double *a, int32_t lda, const double *b, int32_t ldb,
                    double beta, double *c, int32_t ldc) {
  dgemm_(a_transposed ? "T" : "N", b_transposed ? "T" : "N", &m, &n, &k, &alpha, a, &lda, b, &ldb,
         &beta, c, &ldc, 1, 1);
}

int32_t headroom_dgeqrf(int32_t m, int32_t n, double *a, int32_t lda, double *tau, double *work,
                        int32_t work_length) {
  int32_t info = 0;
  dgeqrf_(&m, &n, a, &lda, tau, work, &work_length, &info);
  return info;
}

int32_t headroom_dormqr_left(int32_t transposed, int32_t m, int32_t n, int32_t k, const double *a,
                             int32_t lda, const double *tau, double *c, int32_t ldc, double *work,
                             int32_t work_length) {
  int32_t info = 0;
  dormqr_("L", transposed ? "T" : "N", &m, &n, &k, a, &lda, tau, c, &ldc, work, &work_length, &info,
          1, 1);
  return info;
}
