/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "storage/brv-library.h"

G_BEGIN_DECLS

char *brv_library_notice_take (BrvLibrary *library, const char *place) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
