/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/brv-fold.h"

#include <string.h>
#include <time.h>

/* Pairs of texts of which a verdict says that they are the same, or not. */
static void
test_verdict (void)
{
  const struct
  {
    const char *name;
    const char *a;
    const char *b;
    gboolean same;
  } rows[] = {
    /* Quotation marks and apostrophes */
    { "english", "“It’s done,” he said", "\"It's done,\" he said", TRUE },
    { "british", "‘It’s done,’ he said", "“It's done,” he said", TRUE },
    { "german", "sagte „ja“ und", "sagte »ja« und", TRUE },
    { "german single", "sagte ‚ja‘ und", "sagte ›ja‹ und", TRUE },
    { "german ascii", "sagte „ja“ und", "sagte \"ja\" und", TRUE },
    { "french", "dit « oui » et", "dit “oui” et", TRUE },
    { "french no-break", "dit «\u00A0oui\u00A0» et", "dit \"oui\" et", TRUE },
    { "french narrow", "dit «\u202Foui\u202F».", "dit « oui ».", TRUE },
    { "swedish", "sade ”ja” och", "sade \"ja\" och", TRUE },
    { "danish", "sagde »ja« og", "sagde \"ja\" og", TRUE },
    { "japanese", "彼は「はい」と", "彼は“はい”と", TRUE },
    { "chinese", "他说：“是”", "他说：「是」", TRUE },
    { "typewriter", "``word''", "“word”", TRUE },
    { "french colon", "le prix\u00A0: élevé\u202F!", "le prix: élevé!", TRUE },
    { "feet and inches", "5' tall", "5\" tall", FALSE },
    { "missing marks", "said “yes”", "said yes", FALSE },
    { "ellipsis", "and so on…", "and so on...", TRUE },
    { "missing ellipsis", "and so on…", "and so on", FALSE },
    { "okina", "Hawaiʻi", "Hawai‘i", TRUE },

    /* Dashes */
    { "em dash", "talks—if any—fail", "talks – if any – fail", TRUE },
    { "typed dash", "talks—if any", "talks -- if any", TRUE },
    { "spaced hyphen", "talks – if any", "talks - if any", TRUE },
    { "range", "2019–2021", "2019-2021", TRUE },
    { "minus", "by −5 per cent", "by -5 per cent", TRUE },
    { "no-break hyphen", "well\u2011known", "well-known", TRUE },
    { "missing hyphen", "re-sign", "resign", FALSE },
    { "missing dash", "talks – if any", "talks if any", FALSE },

    /* White space */
    { "amount", "a  b\tc", "a b c", TRUE },
    { "line break", "a\nb", "a b", TRUE },
    { "paragraph", "a.\n\n  B", "a. B", TRUE },
    { "no-break", "10\u00A0000", "10 000", TRUE },
    { "narrow", "10\u202F000", "10 000", TRUE },
    { "ideographic", "東京\u3000都", "東京 都", TRUE },
    { "ideographs broken", "東京\n都", "東京都", TRUE },
    { "zero width", "a\u200Bb\uFEFF", "ab", TRUE },
    { "direction marks", "\u200Fשלום\u200E", "שלום", TRUE },
    { "a space more", "a part", "apart", FALSE },
    { "persian joiner", "می\u200Cخواهم", "میخواهم", FALSE },

    /* Hyphenation */
    { "broken word", "exam-\nple", "example", TRUE },
    { "broken and indented", "exam-\r\n   ple", "example", TRUE },
    { "soft hyphen", "exam\u00ADple", "example", TRUE },
    { "soft hyphen broken", "exam\u00AD\nple", "example", TRUE },
    { "broken range", "2019-\n2021", "2019–2021", TRUE },
    { "hyphen and space", "exam- ple", "example", FALSE },

    /* Composition, ligatures, width */
    { "decomposed", "e\u0301te\u0301", "\u00E9t\u00E9", TRUE },
    { "order of marks", "a\u0323\u0302", "a\u0302\u0323", TRUE },
    { "ligature", "e\uFB00ort, \uFB01nd", "effort, find", TRUE },
    { "hangul", "\u1112\u1161\u11AB", "\uD55C", TRUE },
    { "hebrew form", "\uFB2A", "\u05E9\u05C1", TRUE },
    { "arabic forms", "\uFEB3\uFEFC\uFEE1", "سلام", TRUE },
    { "arabic ligature", "\uFEFB", "لا", TRUE },
    { "full width", "ＧＤＰ１２", "GDP12", TRUE },
    { "half-width kana", "ｶﾞｽ", "ガス", TRUE },
    { "kelvin", "\u212A", "K", TRUE },
    { "superscript", "10²", "102", FALSE },
    { "fraction", "½", "1/2", FALSE },
    { "accent", "resume", "résumé", FALSE },
    { "case", "The", "the", FALSE },
    { "number", "1,000", "1,006", FALSE },
    { "stroke", "Łódź", "Lodz", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BrvFold) a = brv_fold_new (rows[i].a, -1, BRV_FOLD_VERDICT);
      g_autoptr (BrvFold) b = brv_fold_new (rows[i].b, -1, BRV_FOLD_VERDICT);

      g_test_message ("%s: '%s' '%s'", rows[i].name, brv_fold_get_text (a), brv_fold_get_text (b));
      g_assert_cmpint (strcmp (brv_fold_get_text (a), brv_fold_get_text (b)) == 0, ==,
                       rows[i].same);
      g_assert_cmpuint (brv_fold_get_length (a), ==, strlen (brv_fold_get_text (a)));
    }
}

static void
test_flags (void)
{
  const struct
  {
    BrvFoldFlags flags;
    const char *text;
    const char *folded;
  } rows[] = {
    { 0, "“É-\nx  \u00AD", "“É-\nx  \u00AD" },
    { BRV_FOLD_QUOTATION, "“a”  –  b’", "\"a\"  -  b\"" },
    { BRV_FOLD_SPACE, "“a”\n b ", "“a” b " },
    { BRV_FOLD_HYPHENATION, "a-\nb c\u00ADd", "ab cd" },
    { BRV_FOLD_HYPHENATION | BRV_FOLD_DOUBTFUL_HYPHENS, "a-\nb c\u00ADd", "a\u00ADb cd" },
    { BRV_FOLD_COMPOSITION, "\u00E9 \uFB01", "e\u0301 fi" },
    { BRV_FOLD_CASE, "ÉCOLE Straße ΣΑΣ", "école strasse σασ" },
    { BRV_FOLD_MARKS, "\u00E9cole", "ecole" },
    { BRV_FOLD_SEARCH, "Les  ÉTÉS\u00A0!", "les etes!" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BrvFold) fold = brv_fold_new (rows[i].text, -1, rows[i].flags);

      g_assert_cmpstr (brv_fold_get_text (fold), ==, rows[i].folded);
    }
}

static void
test_map (void)
{
  const struct
  {
    const char *text;
    const char *folded;   /* a part of the folded text */
    const char *original; /* the part of the text that it came from */
  } rows[] = {
    { "one two three", "two", "two" },
    { "one  two \n three", "two three", "two \n three" },
    { "the exam-\nple here", "example", "exam-\nple" },
    { "the exam\u00ADple\u00AD here", "example", "exam\u00ADple" },
    { "“quoted”", "quoted", "quoted" },
    { "“quoted”", "\"quoted\"", "“quoted”" },
    { "the \uFB01nal", "final", "\uFB01nal" },
    { "the \uFB01nal", "inal", "\uFB01nal" },
    { "caf\u00E9s", "cafe\u0301", "caf\u00E9" },
    { "cafe\u0301s", "e\u0301s", "e\u0301s" },
    { "wait… now", ".. now", "… now" },
    { "a — b", "a-b", "a — b" },
    { "« oui »", "oui", "oui" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BrvFold) fold = brv_fold_new (rows[i].text, -1, BRV_FOLD_VERDICT);
      const char *found = strstr (brv_fold_get_text (fold), rows[i].folded);
      BrvRange folded, original;
      g_autofree char *part = NULL;

      g_test_message ("%s", rows[i].text);
      g_assert_nonnull (found);
      folded.start = (gsize)(found - brv_fold_get_text (fold));
      folded.end = folded.start + strlen (rows[i].folded);
      original = brv_fold_to_original (fold, folded);
      part = g_strndup (rows[i].text + original.start, brv_range_length (original));
      g_assert_cmpstr (part, ==, rows[i].original);
      g_assert_true (brv_range_contains (brv_fold_from_original (fold, original), folded));
    }
}

/* Every byte of a folded text came from somewhere, in order. */
static void
test_map_is_monotonic (void)
{
  const char *text = "  « Où\u00A0? »—“e\u0301t-\nat”…  \uFB03\u200B x\u00ADy 5' ｶﾞ\r\n\r\nend ";
  const BrvFoldFlags flags[] = { 0, BRV_FOLD_SPACE, BRV_FOLD_VERDICT, BRV_FOLD_SEARCH };

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_autoptr (BrvFold) fold = brv_fold_new (text, -1, flags[i]);
      gsize last = 0;

      for (gsize at = 0; at < brv_fold_get_length (fold); at++)
        {
          BrvRange original = brv_fold_to_original (fold, (BrvRange){ at, at + 1 });

          g_assert_cmpuint (original.start, >=, last);
          g_assert_cmpuint (original.end, >, original.start);
          g_assert_cmpuint (original.end, <=, strlen (text));
          last = original.start;
        }
    }
}

static void
test_empty (void)
{
  g_autoptr (BrvFold) fold = brv_fold_new ("", -1, BRV_FOLD_VERDICT);
  g_autoptr (BrvFold) dropped = brv_fold_new ("\u200B", -1, BRV_FOLD_VERDICT);
  BrvRange range = brv_fold_to_original (fold, (BrvRange){ 0, 0 });

  g_assert_cmpstr (brv_fold_get_text (fold), ==, "");
  g_assert_cmpstr (brv_fold_get_text (dropped), ==, "");
  g_assert_cmpuint (range.end, ==, 0);
}

static void
test_is_fast (void)
{
  const char *const texts[] = {
    "The minister – who’d “never” doubted it – said the plan, as drafted, was sound.\n",
    "Министр сказал, что план, каким он был задуман, «вполне надёжен» и осуществим.\n",
    "قال الوزير إن الخطة كما وُضعت سليمة ويمكن تنفيذها في الوقت المحدد لها.\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      clock_t start;
      double ms;

      while (text->len < 1000000)
        g_string_append (text, texts[i]);
      start = clock (); /* the processor's time: the machine may be busy */
      brv_fold_free (brv_fold_new (text->str, (gssize)text->len, BRV_FOLD_VERDICT));
      ms = (double)(clock () - start) * 1000 / CLOCKS_PER_SEC;
      g_test_minimized_result (ms, "1 MB of text %u in %.1f ms", i, ms);
      g_assert_cmpfloat (ms, <, 2000);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/fold/verdict", test_verdict);
  g_test_add_func ("/base/fold/flags", test_flags);
  g_test_add_func ("/base/fold/map", test_map);
  g_test_add_func ("/base/fold/map-is-monotonic", test_map_is_monotonic);
  g_test_add_func ("/base/fold/empty", test_empty);
  g_test_add_func ("/base/fold/is-fast", test_is_fast);
  return g_test_run ();
}
