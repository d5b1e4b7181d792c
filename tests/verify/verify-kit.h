/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <string.h>

#include "model/brv-brief.h"

/* A source of a text whose lines are its blocks. */
static G_GNUC_UNUSED BrvSource *
kit_source (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (BrvRecord) record = brv_record_new ();
  g_autoptr (GArray) blocks = g_array_new (FALSE, TRUE, sizeof (BrvSourceBlock));
  gsize at = 0;
  BrvSourceParts parts = {
    .id = brv_id_new (), .original = bytes, .format = "text/plain", .record = record, .text = text
  };

  while (at < strlen (text))
    {
      gsize length = strcspn (text + at, "\n");
      BrvSourceBlock block = { .range = { at, at + length },
                               .role = BRV_ROLE_PARAGRAPH,
                               .kept = TRUE,
                               .page = -1,
                               .image = -1,
                               .page_label = at == 0 ? NULL : "xii" };

      g_array_append_val (blocks, block);
      at += length + 1;
    }
  parts.blocks = (const BrvSourceBlock *)(gconstpointer)blocks->data;
  parts.n_blocks = blocks->len;
  return brv_source_new (&parts);
}

/* A brief with one section of quotes. */
static G_GNUC_UNUSED BrvBrief *
kit_brief (BrvSource *const *sources, guint n_sources, BrvQuote *const *quotes, guint n_quotes)
{
  g_autoptr (BrvRecord) record = brv_record_new ();
  g_autoptr (GPtrArray) blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref);
  g_autoptr (BrvSection) section = NULL;

  for (guint i = 0; i < n_quotes; i++)
    g_ptr_array_add (blocks, brv_block_new_quote (brv_id_new (), quotes[i]));
  section = brv_section_new (brv_id_new (), NULL, "Threat", NULL, (BrvBlock *const *)blocks->pdata,
                             blocks->len);
  return brv_brief_new (brv_id_new (), record, &section, 1, sources, n_sources);
}

static G_GNUC_UNUSED const char *
kit_shown (const BrvQuote *quote)
{
  return brv_text_get_utf8 (brv_quote_get_shown (quote));
}

/* A linear congruential generator: the same texts on every machine. */
static G_GNUC_UNUSED guint
kit_random (guint *state)
{
  *state = *state * 1664525u + 1013904223u;
  return *state >> 16;
}

/* A text of @n_words made-up words, some of them far commoner than others. */
static G_GNUC_UNUSED char *
kit_prose (guint seed, guint n_words)
{
  const char *const common[] = { "the", "of", "and", "to", "in", "a", "is", "that" };
  const char *const syllables[] = { "ba", "ke", "lo", "mi", "nu", "ra", "so", "ti", "ve", "zu" };
  GString *text = g_string_new (NULL);
  guint state = seed;

  for (guint i = 0; i < n_words; i++)
    {
      if (text->len > 0)
        g_string_append (text, i % 17 == 0 ? ". " : " ");
      if (kit_random (&state) % 3 == 0)
        {
          g_string_append (text, common[kit_random (&state) % G_N_ELEMENTS (common)]);
          continue;
        }
      for (guint j = 0; j < 3; j++)
        g_string_append (text, syllables[kit_random (&state) % G_N_ELEMENTS (syllables)]);
    }
  return g_string_free (text, FALSE);
}
