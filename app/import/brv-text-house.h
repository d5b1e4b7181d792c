/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/brv-text-parts.h"

G_BEGIN_DECLS

char *brv_text_house_find_owner (const BrvTextParts *self, const char *channel_name)
  G_GNUC_WARN_UNUSED_RESULT;
char *brv_text_house_find_labelled (const BrvTextParts *self) G_GNUC_WARN_UNUSED_RESULT;
char *brv_text_house_find_second (const BrvTextParts *self, const char *channel_name)
  G_GNUC_WARN_UNUSED_RESULT;
char *
brv_text_house_dup_whole (const BrvTextParts *self, const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
