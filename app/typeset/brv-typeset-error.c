/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "typeset/brv-typeset-error.h"

G_DEFINE_QUARK (brv_typeset_error, brv_typeset_error)
