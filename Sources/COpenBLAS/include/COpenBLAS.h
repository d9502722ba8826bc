#ifndef COPENBLAS_H
#define COPENBLAS_H

#include <stdint.h>

/* The calls of BLAS and LAPACK that Headroom uses, with scalars by value. Matrices are column-major;
   every one is followed by its leading dimension. Flags are 0 or 1. */

/* Sets the number of threads inside BLAS. Parallelism is Headroom's own: call it with 1, once, before
   anything else. */
void headroom_blas_set_threads(int32_t count);

/* The kernel that OpenBLAS chose for this processor, as "Haswell"; the string lives as long as the
   process. */
const char *headroom_blas_core(void);

/* OpenBLAS's version and build options. */
const char *headroom_blas_configuration(void);

/* LAPACK dpotrf: the lower Cholesky factor of the n x n matrix a, in place; only the lower triangle is
   read and written. Returns 0, or the order of the first leading minor that is not positive. */
int32_t headroom_dpotrf_lower(int32_t n, double *a, int32_t lda);

/* LAPACK dpotri: from a lower Cholesky factor the lower triangle of the inverse, in place. Returns 0,
   or the index from 1 of a zero on the factor's diagonal. */
int32_t headroom_dpotri_lower(int32_t n, double *a, int32_t lda);

/* BLAS dtrsv: x := inverse(L) x, or inverse(transpose of L) x; L is n x n, lower. */
void headroom_dtrsv_lower(int32_t transposed, int32_t n, const double *l, int32_t ldl, double *x);

/* BLAS dtrsm, left side: B := inverse(L) B, or inverse(transpose of L) B; B is m x n. */
void headroom_dtrsm_left_lower(int32_t transposed, int32_t m, int32_t n, const double *l,
                               int32_t ldl, double *b, int32_t ldb);

/* BLAS dtrsm, right side: B := B inverse(transpose of L); B is m x n, L is n x n, lower. */
void headroom_dtrsm_right_lower_transposed(int32_t m, int32_t n, const double *l, int32_t ldl,
                                           double *b, int32_t ldb);

/* BLAS dtrsv with an upper triangle: x := inverse(R) x; R is n x n. */
void headroom_dtrsv_upper(int32_t n, const double *r, int32_t ldr, double *x);

/* BLAS dsyrk: the lower triangle of C := alpha A A' + beta C (A is n x k), or with A' A (A is k x n). */
void headroom_dsyrk_lower(int32_t transposed, int32_t n, int32_t k, double alpha, const double *a,
                          int32_t lda, double beta, double *c, int32_t ldc);

/* BLAS dgemv: y := alpha A x + beta y, or with the transpose of A; A is m x n. */
void headroom_dgemv(int32_t transposed, int32_t m, int32_t n, double alpha, const double *a,
                    int32_t lda, const double *x, double beta, double *y);

/* BLAS dgemm: C := alpha op(A) op(B) + beta C; C is m x n, k is the inner size. */
void headroom_dgemm(int32_t a_transposed, int32_t b_transposed, int32_t m, int32_t n, int32_t k,
                    double alpha, const double *a, int32_t lda, const double *b, int32_t ldb,
                    double beta, double *c, int32_t ldc);

/* LAPACK dgeqrf: A = QR in place, reflectors below the diagonal and in tau (min(m, n) long); work is
   at least n long. Returns 0. */
int32_t headroom_dgeqrf(int32_t m, int32_t n, double *a, int32_t lda, double *tau, double *work,
                        int32_t work_length);

/* LAPACK dormqr, left side: C := Q C, or the transpose of Q times C; C is m x n, Q is made of k
   reflectors; work is at least n long. Returns 0. */
int32_t headroom_dormqr_left(int32_t transposed, int32_t m, int32_t n, int32_t k, const double *a,
                             int32_t lda, const double *tau, double *c, int32_t ldc, double *work,
                             int32_t work_length);

#endif
