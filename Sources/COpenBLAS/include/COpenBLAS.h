#ifndef COPENBLAS_H
#define COPENBLAS_H

#include <stdint.h>

/* The calls of BLAS and LAPACK that Headroom uses, with scalars by value. Matrices are column-major;
   the leading dimension of an n-row matrix is n. */

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
int32_t headroom_dpotrf_lower(int32_t n, double *a);

#endif
