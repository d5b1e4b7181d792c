/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Control words of RTF that need no state to be understood. */

/* What the text of a group is. */
typedef enum
{
  BRV_RTF_PLACE_TEXT,
  BRV_RTF_PLACE_SKIPPED,
  BRV_RTF_PLACE_FONTS,
  BRV_RTF_PLACE_STYLES,
  BRV_RTF_PLACE_TITLE,
  BRV_RTF_PLACE_AUTHOR,
  BRV_RTF_PLACE_CREATED,
  BRV_RTF_PLACE_MODIFIED,
  BRV_RTF_PLACE_IMAGE,
} BrvRtfPlace;

gboolean brv_rtf_word_is_skipped (const char *word);
gboolean brv_rtf_word_is_property (const char *word);
gboolean brv_rtf_word_is_list_number (const char *word);
gboolean brv_rtf_word_find_place (const char *word, BrvRtfPlace *place);
const char *brv_rtf_word_find_text (const char *word);

G_END_DECLS
