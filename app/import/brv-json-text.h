/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode *brv_json_parse (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *brv_json_write (JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *brv_json_get_object (JsonNode *node);
const char *brv_json_get_string (JsonObject *object, const char *name);

G_END_DECLS
