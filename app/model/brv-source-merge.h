/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-source.h"

G_BEGIN_DECLS

/* What a list of references says about a text, and the text itself, come together. */
gboolean brv_source_awaits_text (const BrvSource *self);
gboolean brv_source_same_address (const BrvSource *a, const BrvSource *b);
BrvSource *
brv_source_attach (const BrvSource *self, const BrvSource *text) G_GNUC_WARN_UNUSED_RESULT;
BrvSource *
brv_source_fill (const BrvSource *self, const BrvSource *reference) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
