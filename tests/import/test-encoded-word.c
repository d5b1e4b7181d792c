/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "import/brv-encoded-word.h"

typedef struct
{
  const char *raw;
  const char *text;
  gboolean in_addresses;
} Row;

static const Row rows[] = {
  { "Two piers", "Two piers", FALSE },
  { "=?utf-8?Q?caf=C3=A9_au_quai?=", "café au quai", FALSE },
  { "=?utf-8?b?Y2Fmw6k=?=\r\n =?utf-8?b?IGF1IHF1YWk=?=", "café au quai", FALSE },
  { "=?UTF-8?B?5Q==?= =?utf-8?B?pL4=?=", "夾", FALSE },
  { "=?iso-8859-1*fr?q?caf=E9?= =?utf-8?q?_=C3=A9t=C3=A9?=", "café été", FALSE },
  { "=?iso-2022-jp?B?GyRCOUEbKEI=?=", "港", FALSE },
  { "a =?utf-8?q?b?= c", "a b c", FALSE },
  { "Re:\r\n\tfolded", "Re: folded", FALSE },
  { "caf\xc3\xa9", "café", FALSE },
  { "caf\xe9 =?utf-8?q?x?=", "café x", FALSE },
  { "=?utf-8?x?y?= =?utf-8?q?open =?", "=?utf-8?x?y?= =?utf-8?q?open =?", FALSE },
  { "=?", "=?", FALSE },
  { "=?utf-8?q?"
    "?=x",
    "x", FALSE },
  { "=?utf-8?q?Holm=2C_Ada?= <a@b>", "\"Holm, Ada\" <a@b>", TRUE },
  { "=?utf-8?q?Ada?= <a@b>", "Ada <a@b>", TRUE },
  { "", "", FALSE },
};

static void
test_decode (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = brv_encoded_word_decode (rows[i].raw, rows[i].in_addresses);

      g_test_message ("%s", rows[i].text);
      g_assert_cmpstr (text, ==, rows[i].text);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/encoded-word/decode", test_decode);
  return g_test_run ();
}
