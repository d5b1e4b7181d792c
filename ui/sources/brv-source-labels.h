/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-source.h"

G_BEGIN_DECLS

/* How the Sources pane words what is known of a source. */
char *brv_source_labels_dup_date (const char *iso_date);
char *brv_source_labels_dup_host (const char *address);
char *brv_source_labels_dup_title (const BrvSource *source);
char *brv_source_labels_dup_publisher (const BrvSource *source);
char *brv_source_labels_dup_byline (const BrvSource *source);
char *brv_source_labels_dup_republication (const BrvSource *source, const BrvSource *original);
char *brv_source_labels_dup_meta (const BrvSource *source);
char *brv_source_labels_dup_place (const BrvSource *source, gsize offset);
const char *brv_source_labels_get_evidence (BrvEvidence evidence);
const char *brv_source_labels_get_role (BrvRole role);

gboolean brv_source_labels_is_date (const char *text);

G_END_DECLS
