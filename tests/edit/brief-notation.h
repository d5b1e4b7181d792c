/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <string.h>

#include "edit/brv-document.h"

/*
 * Briefs as strings, a line a section heading or block, so that a test is a row of a table:
 *
 *   = Heading of a section      p paragraph       h heading within a section
 *   - list item, -- of level 2  1 numbered item   > quote
 *   ! paragraph of a callout    !! its heading    F figure, with its caption
 *   T table, with its caption   / page break
 *
 * In what is read, | is a caret, or [ and ] the start and the end of a selection; ~ is the place of a
 * note. What is written has | where the caret is.
 */

typedef struct
{
  BrvBrief *brief;
  BrvPlace from;
  BrvPlace to;
} Notation;

/* Takes the marks out of @line and notes their places. */
static G_GNUC_UNUSED char *
notation_unmark (const char *line, BrvId id, Notation *notation)
{
  GString *text = g_string_new (NULL);

  for (const char *p = line; *p != '\0'; p++)
    {
      BrvPlace place = { id, text->len };

      if (*p == '|' || *p == '[')
        notation->from = place;
      if (*p == '|' || *p == ']')
        notation->to = place;
      if (*p == '~')
        g_string_append (text, "\357\277\274");
      else if (strchr ("|[]", *p) == NULL)
        g_string_append_c (text, *p);
    }
  return g_string_free (text, FALSE);
}

static G_GNUC_UNUSED BrvText *
notation_text (const char *text)
{
  g_autoptr (GArray) references = g_array_new (FALSE, FALSE, sizeof (BrvReference));
  g_autoptr (BrvText) note = brv_text_new ("a note", -1);
  const char *rest = text;

  while ((rest = strstr (rest, "\357\277\274")) != NULL)
    {
      BrvReference reference = { (gsize)(rest - text), BRV_REFERENCE_NOTE, note, BRV_ID_NONE,
                                 NULL };

      g_array_append_val (references, reference);
      rest += 3;
    }
  return brv_text_new_rich (text, -1, NULL, 0,
                            (const BrvReference *)(gconstpointer)references->data, references->len);
}

static G_GNUC_UNUSED BrvSource *
notation_source (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (BrvRecord) record = brv_record_new ();
  BrvSourceBlock block = { { 0, strlen (text) }, BRV_ROLE_PARAGRAPH, 0, TRUE, -1, -1, NULL };
  BrvSourceParts parts = { .id = brv_id_new (),
                           .original = bytes,
                           .format = "text/plain",
                           .record = record,
                           .text = text,
                           .blocks = &block,
                           .n_blocks = 1 };

  return brv_source_new (&parts);
}

static G_GNUC_UNUSED BrvBlock *
notation_block (char kind, guint level, BrvId id, const char *words, BrvSource *source)
{
  g_autoptr (BrvText) text = notation_text (words);
  g_autoptr (BrvAnchor) anchor = NULL;
  g_autoptr (BrvQuote) quote = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (BrvImage) image = NULL;
  g_autoptr (BrvTable) table = NULL;
  const char *all;
  const char *found;
  gsize at;

  switch (kind)
    {
    case 'p':
      return brv_block_new_paragraph (id, text);
    case 'h':
      return brv_block_new_heading (id, 1, text);
    case '-':
      return brv_block_new_list_item (id, level, FALSE, text);
    case '1':
      return brv_block_new_list_item (id, level, TRUE, text);
    case '!':
      return brv_block_new_callout (id, BRV_VARIANT_PLAIN, level == 2, text);
    case 'F':
      bytes = g_bytes_new_static ("picture", 7);
      image = brv_image_new (bytes, "image/png", 4, 3, NULL);
      return brv_block_new_figure (id, image, "", text);
    case 'T':
      table = brv_table_new_empty (2, 2, 1);
      return brv_block_new_table (id, table, text);
    case '/':
      return brv_block_new_page_break (id);
    case '>':
      all = brv_source_get_text (source);
      found = strstr (all, words);
      at = found != NULL ? (gsize)(found - all) : 0;
      anchor = brv_anchor_new (brv_source_get_id (source), brv_source_get_text_sha256 (source),
                               (BrvRange){ at, at + strlen (words) }, "", "", NULL);
      quote = brv_quote_new (anchor, words);
      return brv_block_new_quote (id, quote);
    default:
      g_assert_not_reached ();
    }
}

static G_GNUC_UNUSED Notation
notation_read (const char *notation)
{
  Notation result = { NULL, { BRV_ID_NONE, 0 }, { BRV_ID_NONE, 0 } };
  g_auto (GStrv) lines = g_strsplit (notation, "\n", -1);
  g_autofree char *all = notation_unmark (notation, BRV_ID_NONE, &result);
  g_autoptr (BrvSource) source = notation_source (all);
  g_autoptr (BrvRecord) record = brv_record_new ();
  g_autoptr (GPtrArray) sections =
    g_ptr_array_new_with_free_func ((GDestroyNotify)brv_section_unref);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      BrvId id = brv_id_new ();
      const char *space = strchr (lines[i], ' ');
      const char *words = space != NULL ? space + 1 : "";
      g_autofree char *clean = notation_unmark (words, id, &result);

      if (lines[i][0] == '=')
        {
          g_ptr_array_add (sections, brv_section_new (id, NULL, clean, NULL, NULL, 0));
        }
      else
        {
          BrvSection *last = g_ptr_array_index (sections, sections->len - 1);
          g_autoptr (BrvBlock) block =
            notation_block (lines[i][0], space ? (guint)(space - lines[i]) : 1, id, clean, source);

          sections->pdata[sections->len - 1] =
            brv_section_splice (last, brv_section_get_n_blocks (last), 0, &block, 1);
          brv_section_unref (last);
        }
    }
  result.brief = brv_brief_new (brv_id_new (), record, (BrvSection *const *)sections->pdata,
                                sections->len, &source, 1);
  return result;
}

static G_GNUC_UNUSED void
notation_write_line (GString *out, const char *mark, const char *text, BrvId id, BrvPlace caret)
{
  gsize length = strlen (text);

  if (out->len > 0)
    g_string_append_c (out, '\n');
  g_string_append (out, mark);
  g_string_append_c (out, ' ');
  for (gsize at = 0; at <= length; at++)
    {
      if (brv_id_equal (id, caret.id) && at == caret.at)
        g_string_append_c (out, '|');
      if (g_str_has_prefix (text + at, "\357\277\274"))
        {
          g_string_append_c (out, '~');
          at += 2;
        }
      else if (at < length)
        {
          g_string_append_c (out, text[at]);
        }
    }
}

static G_GNUC_UNUSED char *
notation_write (const BrvBrief *brief, BrvPlace caret)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < brv_brief_get_n_sections (brief); i++)
    {
      const BrvSection *section = brv_brief_get_section (brief, i);

      notation_write_line (out, "=", brv_section_get_heading (section),
                           brv_section_get_id (section), caret);
      for (guint j = 0; j < brv_section_get_n_blocks (section); j++)
        {
          const BrvBlock *block = brv_section_get_block (section, j);
          const char *const marks[] = { "h", "p", ">", "-", "!", "F", "T", "/" };
          const char *mark = marks[brv_block_get_kind (block)];

          if (brv_block_get_kind (block) == BRV_BLOCK_LIST_ITEM)
            mark = brv_block_is_ordered (block)       ? "1"
                   : brv_block_get_level (block) == 1 ? "-"
                                                      : "--";
          else if (brv_block_get_kind (block) == BRV_BLOCK_CALLOUT)
            mark = brv_block_get_level (block) > 0 ? "!!" : "!";
          notation_write_line (out, mark, brv_text_get_utf8 (brv_block_get_text (block)),
                               brv_block_get_id (block), caret);
        }
    }
  return g_string_free (out, FALSE);
}

/* Asserts what the document says now; the caret is not written where @caret is none. */
static G_GNUC_UNUSED void
notation_assert (BrvDocument *document, BrvPlace caret, const char *expected)
{
  g_autofree char *now = notation_write (brv_document_get_brief (document), caret);

  g_assert_cmpstr (now, ==, expected);
}

static G_GNUC_UNUSED BrvDocument *
notation_open (const char *notation, BrvPlace *from, BrvPlace *to)
{
  Notation read = notation_read (notation);
  BrvDocument *document = brv_document_new (read.brief);

  if (from != NULL)
    *from = read.from;
  if (to != NULL)
    *to = read.to;
  brv_brief_unref (read.brief);
  return document;
}

static G_GNUC_UNUSED BrvId
notation_section (BrvDocument *document, guint index)
{
  return brv_section_get_id (brv_brief_get_section (brv_document_get_brief (document), index));
}

static G_GNUC_UNUSED BrvId
notation_block_id (BrvDocument *document, guint section, guint block)
{
  return brv_block_get_id (brv_section_get_block (
    brv_brief_get_section (brv_document_get_brief (document), section), block));
}
