/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib.h>

#include "import/brv-word-index.h"

static void
test_first_place (void)
{
  static const char *const words[] = { "harbour", "quay", "har", "über", "港" };
  static const struct
  {
    const char *text;
    gssize place; /* bytes; -1: nowhere */
    guint index;
  } cases[] = {
    { "", -1, 0 },
    { "ha", -1, 0 },
    { "the quay of the harbour", 4, 1 },
    /* Of two at one place it is the first of the list, and not the longer one. */
    { "a harbour", 2, 0 },
    { "the share", 5, 2 },
    /* A letter's first byte is another's, too. */
    { "öffnen, über", 9, 3 },
    { "海港", 3, 4 },
    { "海", -1, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint index = 0;
      const char *at = brv_word_index_find (cases[i].text, words, G_N_ELEMENTS (words), &index);

      g_assert_cmpint (at != NULL ? at - cases[i].text : -1, ==, cases[i].place);
      g_assert_cmpuint (index, ==, cases[i].index);
    }
  g_assert_null (brv_word_index_find ("quay", words, 0, NULL));
}

/* Words with the same first byte are met in their order. */
static void
test_order (void)
{
  static const char *const words[] = { "b", "ab", "a", "ba", "abc" };
  BrvWordIndex index;
  GString *order = g_string_new (NULL);

  brv_word_index_init (&index, words, G_N_ELEMENTS (words));
  for (guint i = index.first['a']; i > 0; i = index.next[i - 1])
    g_string_append_printf (order, "%s ", words[i - 1]);
  g_assert_cmpstr (order->str, ==, "ab a abc ");
  g_assert_cmpuint (index.first['c'], ==, 0);
  brv_word_index_clear (&index);
  g_assert_cmpuint (index.first['a'], ==, 0);
  g_string_free (order, TRUE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/word-index/first-place", test_first_place);
  g_test_add_func ("/import/word-index/order", test_order);
  return g_test_run ();
}
