/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The addresses that the copy of a page names: that of the original, and the channel's. */

#include "config.h"

#include <string.h>

#include "import/brv-address.h"
#include "import/brv-credit-notice.h"
#include "import/brv-credit.h"
#include "import/brv-furniture-appeal.h"
#include "import/brv-furniture-part.h"
#include "import/brv-html-page.h"
#include "import/brv-text-addresses.h"
#include "import/brv-text-names.h"
#include "import/brv-text-origin.h"
#include "import/brv-text-prose.h"

#define MAX_SENTENCE        90 /* in words */
#define MIN_PATH_WORDS      2
#define MAX_EDITION         4 /* in bytes: "/de/" */
#define MAX_BEFORE_ORIGINAL 20
/* In units. */
#define END_REACH  6
#define LAST_REACH 2
#define HEAD_LINES 2
#define FOOT_LINES 60

static void
set_address (BrvTextParts *self, BrvSourceField field, const char *address)
{
  g_autofree char *clean = NULL;

  if (brv_source_builder_get (self->builder, field) != NULL)
    return;
  clean = brv_address_strip_tracking (address);
  brv_source_builder_set (self->builder, field, clean, BRV_EVIDENCE_VISIBLE_TEXT);
  if (field == BRV_SOURCE_FIELD_URL && !g_str_equal (clean, address))
    brv_source_builder_set (self->builder, BRV_SOURCE_FIELD_RAW_URL, address,
                            BRV_EVIDENCE_VISIBLE_TEXT);
}

/* How many of the longer words of an address's path a line has, in letters without marks. */
static guint
count_path_words (const char *line, const char *path)
{
  static const char *const locales[] = { "en", "de" }; /* ä is a, and ae */
  guint most = 0;

  for (guint i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      g_autofree char *letters = g_str_to_ascii (line, locales[i]);

      most = MAX (most, brv_text_count_shared_words (letters, path));
    }
  return most;
}

/* Whether the path of an address is made of the words of a line above the text: so the addresses of
 * pages are made of their titles. */
static gboolean
is_named_by_title (const BrvTextParts *self, const char *address)
{
  const char *host = strstr (address, "://");
  const char *slash = host != NULL ? strchr (host + 3, '/') : NULL;
  g_autofree char *path = slash != NULL ? g_ascii_strdown (slash, -1) : NULL;

  for (guint i = 0; path != NULL && i < self->body; i++)
    if (count_path_words (brv_text_parts_get_text (self, i), path) >= MIN_PATH_WORDS)
      return TRUE;
  return FALSE;
}

/* The first address in a text that leads to a page. */
static char *
find_page (const char *text)
{
  gsize end = 0;

  for (;;)
    {
      g_autofree char *address = brv_address_find (text, NULL, &end);

      if (address == NULL)
        return NULL;
      if (!brv_address_is_sharing (address) && !brv_address_is_site (address))
        return g_steal_pointer (&address);
      text += end;
    }
}

/* Whether an address is the channel's own for the text of another house: the name of its host heads the
 * copy. */
static gboolean
is_of_channel (const BrvTextParts *self, const char *address)
{
  g_autofree char *originator = brv_text_origin_dup_originator (self);

  for (guint i = 0; originator != NULL && i < self->body; i++)
    {
      g_autofree char *name = brv_text_name_dup (brv_text_parts_get_text (self, i));

      g_autofree char *owner = NULL;

      if (!brv_text_name_is_possible (self, i) || brv_text_name_same (name, originator))
        continue;
      owner = brv_address_find_name (address, name);
      if (owner != NULL)
        return TRUE;
    }
  return FALSE;
}

/* Whether the words right before an address say that the original stands there: "(original at ", or
 * that the article does. */
static gboolean
says_original (const char *text)
{
  static const char *const originals[] = {
    "original", "originál", "oorspronkelijk", "oryginał", "оригинал", "оригінал", "alkuperäi",
    "eredeti",  "orijinal", "πρωτότυπ",       "原文",     "原著",     "元記事",   "원문",
    "الأصل",    "المصدر",   "המקור",          "article ", "artikel ", "artikeln", "articolo ",
    "artículo", "artigo ",  "artykuł ",       "článek ",  "статья ",  "статтю ",  "artikkeli",
    "文章",     "记事",     "記事",           "기사",     "المقال",
  };
  gsize start = 0;
  g_autofree char *address = brv_address_find (text, &start, NULL);
  gsize from = start;
  g_autofree char *words = NULL;

  if (address == NULL)
    return FALSE;
  while (from > 0 && strchr (".;[]", text[from - 1]) == NULL)
    from--;
  if (brv_count_words (text + from, start - from) > MAX_BEFORE_ORIGINAL)
    return FALSE;
  words = g_utf8_casefold (text + from, (gssize)(start - from));
  return brv_text_holds_any (words, originals, G_N_ELEMENTS (originals));
}

/* "and let us print it here [https://quay.example/tides].": whether an address in brackets ends a line. */
static gboolean
ends_with_bracketed_page (const char *text)
{
  gsize start = 0;
  gsize end = 0;
  g_autofree char *address = brv_address_find (text, &start, &end);

  return address != NULL && start > 0 && strchr ("[(", text[start - 1]) != NULL &&
         strchr ("])", text[end]) != NULL && text[end] != '\0' &&
         strspn (text + end, "]). ") == strlen (text + end);
}

/* The address of the original in a sentence around the article: the sentence says that it is, or the
 * address that it is that of this text. */
static void
find_in_sentences (BrvTextParts *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);
      const char *text = item->unit->text;
      gboolean outside = i < self->body || i >= self->end;
      gboolean last = i > self->body + END_REACH && i + END_REACH >= self->end;
      gboolean cut = FALSE;
      g_autofree char *address =
        (outside || last) && item->n_words <= MAX_SENTENCE ? find_page (text) : NULL;

      if (address != NULL && !outside &&
          (is_named_by_title (self, address) ||
           (i + LAST_REACH >= self->end &&
            (says_original (text) || ends_with_bracketed_page (text) ||
             brv_credit_is_sure_notice (text)))))
        {
          /* How to cite the text, or where it is from: its end. */
          self->end = i;
          outside = TRUE;
          cut = TRUE;
        }
      if (address != NULL && outside &&
          (brv_credit_is_note (text) || brv_credit_is_notice (text) || says_original (text) ||
           cut || (is_named_by_title (self, address) && !is_of_channel (self, address))))
        set_address (self, BRV_SOURCE_FIELD_URL, address);
    }
}

/* Whether an address is on the site of the page itself: one of its first lines has the name of the
 * host, or letters go to it. */
static gboolean
is_of_page (const BrvTextParts *self, const char *address)
{
  const char *channel = brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_CHANNEL_URL);

  if (channel != NULL && brv_address_same_site (channel, address))
    return TRUE;
  for (guint i = 0; i < MIN (self->body, HEAD_LINES); i++)
    {
      g_autofree char *name = brv_text_name_dup (brv_text_parts_get_text (self, i));

      if (brv_text_name_is_possible (self, i) && brv_address_is_named (address, name))
        return TRUE;
    }
  for (guint i = self->end; i < self->items->len; i++)
    {
      const char *at = strchr (brv_text_parts_get_text (self, i), '@');
      g_autofree char *site =
        at != NULL ? g_strdup_printf ("https://%.*s", (int)strcspn (at + 1, " ,;)>"), at + 1)
                   : NULL;

      if (site != NULL && brv_address_same_site (site, address))
        return TRUE;
    }
  return is_of_channel (self, address);
}

/* Whether an address leads to a picture, to the edition of a site in a language, or to what a page says of
 * itself. */
static gboolean
is_other_page (const char *address)
{
  static const char *const ends[] = { ".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp" };
  static const char *const folders[] = { "/licen",  "/terms", "/privacy", "/legal", "/cookie",
                                         "/subscr", "/donat", "/newslet", "/about", "/contact" };
  g_autofree char *folded = g_ascii_strdown (address, -1);
  const char *host = strstr (folded, "://");
  const char *path = host != NULL ? strchr (host + strlen ("://"), '/') : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (folded, ends[i]))
      return TRUE;
  return path == NULL || strlen (path) <= MAX_EDITION ||
         brv_text_holds_any (folded, folders, G_N_ELEMENTS (folders));
}

/* The one page to which a copy leads outside its article, and which is on another site than the copy:
 * what else would it be. */
static void
find_only_page (BrvTextParts *self)
{
  g_autofree char *only = NULL;

  for (guint i = 0; i < MIN (self->items->len, self->end + FOOT_LINES); i++)
    {
      const BrvTextPart *item = brv_text_parts_at (self, i);
      const char *text = item->unit->text;
      g_autofree char *address = NULL;

      if ((i >= self->body && i < self->end) || item->n_words > MAX_SENTENCE ||
          item->furniture == BRV_FURNITURE_RELATED || item->furniture == BRV_FURNITURE_CONTROL ||
          item->furniture == BRV_FURNITURE_LEGAL ||
          (brv_furniture_is_appeal (text) &&
           !brv_furniture_says_part (text, BRV_FURNITURE_PLACE_BELOW, TRUE)))
        continue;
      if (i >= self->end && brv_furniture_announces_comments (text))
        break;
      address = find_page (text);
      if (address == NULL || is_other_page (address) || is_of_page (self, address))
        continue;
      if (only != NULL && !g_str_equal (only, address))
        return;
      g_free (only);
      only = g_steal_pointer (&address);
    }
  if (only != NULL)
    set_address (self, BRV_SOURCE_FIELD_URL, only);
}

/**
 * brv_text_addresses_find:
 * @self: parts, the body found
 *
 * Sets the addresses of the original and of the channel. An address names the original by its
 * label, or, above and below the article, by leading to a page; one that leads to a site names the
 * channel's. Else a sentence there may hold it, or it is the only one there to another site.
 */
void
brv_text_addresses_find (BrvTextParts *self)
{
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->items->len; i++)
      {
        const BrvTextPart *item = brv_text_parts_at (self, i);
        BrvFurniture label = item->furniture;
        gboolean outside = i < self->body || i >= self->end;

        if (item->address == NULL || brv_address_is_sharing (item->address) ||
            (item->prose && (i < self->end || (label != BRV_FURNITURE_CONTINUES &&
                                               !brv_credit_is_credit (item->unit->text)))))
          continue;
        /* A label may stand on the line above its address. */
        if (label == BRV_FURNITURE_NONE && i > 0)
          label = brv_text_parts_at (self, i - 1)->furniture;
        if (brv_credit_is_credit (item->unit->text) || label == BRV_FURNITURE_CONTINUES)
          label = BRV_FURNITURE_ORIGINAL;
        if (pass == 0 && label == BRV_FURNITURE_ORIGINAL && !brv_address_is_site (item->address))
          set_address (self, BRV_SOURCE_FIELD_URL, item->address);
        else if (pass == 0 && label == BRV_FURNITURE_CHANNEL)
          set_address (self, BRV_SOURCE_FIELD_CHANNEL_URL, item->address);
        else if (pass == 1 && self->is_copy && outside &&
                 !brv_furniture_is_request (item->unit->text) &&
                 !brv_furniture_is_appeal (item->unit->text) &&
                 brv_text_part_is_address_line (item) && label != BRV_FURNITURE_RELATED &&
                 label != BRV_FURNITURE_CONTROL)
          set_address (self,
                       brv_address_is_site (item->address) ? BRV_SOURCE_FIELD_CHANNEL_URL
                                                           : BRV_SOURCE_FIELD_URL,
                       item->address);
      }
  if (!self->is_copy)
    return;
  find_in_sentences (self);
  find_only_page (self);
}
