/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "export/brv-pdf-lexer.h"

#include <string.h>

static void
test_operations (void)
{
  const struct
  {
    const char *stream;
    const char *operations; /* each with its operands, joined by "|" */
  } rows[] = {
    { "", "" },
    { "  \n% only a comment", "" },
    { "q 1 0 0 1 5 5 cm Q", "q|1 0 0 1 5 5 cm|Q" },
    { "(a)Tj(b)'", "(a)Tj|(b)'" },
    { "[(a\\)(b)]TJ)-5.5<0001>]TJ", "[(a\\)(b)]TJ)-5.5<0001>]TJ" },
    { "/Span << /MCID 0 >> BDC EMC", "/Span << /MCID 0 >> BDC|EMC" },
    { "0 0 0 rg%x\n/a0 gs", "0 0 0 rg|/a0 gs" },
    { "BI /W 1 /H 1 ID \001EI\002\nEI Q", "BI /W 1 /H 1 ID \001EI\002\nEI|Q" },
    { "true false null sh 1 2 3", "true false null sh" },
    { "(never closed", "" },
    { "<41", "" },
    { ")>>]}", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) found = g_string_new (NULL);
      BrvPdfLexer lexer;
      BrvPdfOperation operation;

      brv_pdf_lexer_init (&lexer, rows[i].stream, strlen (rows[i].stream));
      while (brv_pdf_lexer_next (&lexer, &operation))
        {
          if (found->len > 0)
            g_string_append_c (found, '|');
          g_string_append_len (found, operation.start, operation.end - operation.start);
        }
      g_assert_cmpstr (found->str, ==, rows[i].operations);
    }
}

static void
test_strings (void)
{
  const struct
  {
    const char *token;
    const char *bytes;
    gsize length;
  } rows[] = {
    { "(abc)", "abc", 3 },
    { "(a\\(b\\)\\\\)", "a(b)\\", 5 },
    { "(a(b)c)", "a(b)c", 5 },
    { "(\\n\\r\\t\\b\\f\\x)", "\n\r\t\b\fx", 6 },
    { "(\\1012\\7\\0053)", "A2\7\0053", 5 },
    { "(a\\\nb)", "ab", 2 },
    { "(a\\\r\nb)", "ab", 2 },
    { "(\\000)", "\0", 1 },
    { "<48 65>", "He", 2 },
    { "<4>", "@", 1 },
    { "()", "", 0 },
    { "<>", "", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      BrvPdfLexer lexer;
      BrvPdfToken token;

      g_test_message ("%s", rows[i].token);
      brv_pdf_lexer_init (&lexer, rows[i].token, strlen (rows[i].token));
      g_assert_true (brv_pdf_lexer_next_token (&lexer, &token));
      g_assert_true (brv_pdf_token_is_string (&token));
      brv_pdf_token_decode_string (&token, bytes);
      g_assert_cmpmem (bytes->data, bytes->len, rows[i].bytes, rows[i].length);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/export/pdf-lexer/operations", test_operations);
  g_test_add_func ("/export/pdf-lexer/strings", test_strings);

  return g_test_run ();
}
