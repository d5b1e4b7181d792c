/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "verify/brv-locate.h"

G_BEGIN_DECLS

BrvAnchor *
brv_locate_make_anchor (const BrvSource *source, BrvRange range) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
