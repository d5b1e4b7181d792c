/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-composition.h"
#include "typeset/brv-pages-builder.h"

G_BEGIN_DECLS

const BrvPagesSource *brv_composer_get_source (void);

G_END_DECLS
