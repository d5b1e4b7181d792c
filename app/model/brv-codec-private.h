/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "model/brv-codec.h"

G_BEGIN_DECLS

/*
 * Reading members of hostile JSON. Each function returns FALSE (or NULL) with
 * BRV_CODEC_ERROR_INVALID where the member is missing or of another type.
 */
gboolean brv_codec_fail (GError **error, const char *what);
JsonObject *brv_codec_get_object (JsonNode *node, GError **error);
JsonNode *
brv_codec_get_member (JsonObject *object, const char *name, JsonNodeType type, GError **error);
const char *brv_codec_get_string (JsonObject *object, const char *name, GError **error);
gboolean brv_codec_get_optional_string (JsonObject *object,
                                        const char *name,
                                        const char **string,
                                        GError **error);
gboolean brv_codec_get_integer (JsonObject *object,
                                const char *name,
                                gint64 minimum,
                                gint64 maximum,
                                gint64 *value,
                                GError **error);
gboolean
brv_codec_get_boolean (JsonObject *object, const char *name, gboolean *value, GError **error);
gboolean brv_codec_get_id (JsonObject *object, const char *name, BrvId *id, GError **error);
gboolean brv_codec_get_range (
  JsonObject *object, const char *text, gsize length, BrvRange *range, GError **error);
gboolean brv_codec_get_kind (
  JsonObject *object, const char *const *names, guint n_names, guint *kind, GError **error);

JsonNode *brv_codec_object_node (JsonObject *object);
JsonNode *brv_codec_array_node (JsonArray *array);
void brv_codec_set_id (JsonObject *object, const char *name, BrvId id);
void brv_codec_set_optional_string (JsonObject *object, const char *name, const char *string);
void brv_codec_set_range (JsonObject *object, BrvRange range);
void brv_codec_set_blob (JsonObject *blobs, const char *sha256, GBytes *bytes);

JsonNode *brv_codec_write_quote (const BrvQuote *quote);
BrvQuote *brv_codec_read_quote (JsonNode *node, GError **error);

G_END_DECLS
