/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A module that brings qpdf, and nothing else: base/brv-companion.h. */

#include "config.h"

#include <qpdf/qpdf-c.h>

/* Without a use of it, it would not be linked. */
static __typeof__ (qpdf_init) *const used __attribute__ ((used)) = qpdf_init;
