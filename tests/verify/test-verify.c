/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <time.h>

#include "verify/brv-verify.h"

#include "verify-kit.h"

#include "model/brv-quote-alter.h"
#include "verify/brv-locate.h"

static const char harbour[] =
  "The harbour at Nordvik handled 412 ships last year, up from 380.\n"
  "“We don’t expect that to last,” the harbour master said – and traffic has since fallen.\n"
  "A report of the coast guard, published in May, does not call the channel safe. It names "
  "three wrecks[2] that were never cleared, and asks for pilots on all ships of more than "
  "20\u00A0000 tonnes.\n"
  "Insurers have followed the advice. Premiums rose by 12 per cent in the second quarter.";

typedef struct
{
  const char *name;
  const char *source;
  const char *given;
  BrvVerdictKind kind;
} Row;

static const Row rows[] = {
  { "exact", harbour, "handled 412 ships last year", BRV_VERDICT_EXACT },
  { "one letter", harbour, "x", BRV_VERDICT_EXACT },
  { "starts in a word", harbour, "bour at Nord", BRV_VERDICT_EXACT },
  { "across blocks", harbour, "from 380.\n“We don’t", BRV_VERDICT_EXACT },
  { "own brackets", harbour, "three wrecks[2] that were", BRV_VERDICT_EXACT },
  { "truncated", harbour, "Premiums rose by 12 per cent", BRV_VERDICT_EXACT },

  { "straight marks", harbour, "\"We don't expect that to last,\"", BRV_VERDICT_NORMALISED },
  { "dash", harbour, "master said—and traffic", BRV_VERDICT_NORMALISED },
  { "space", harbour, "more than 20 000 tonnes", BRV_VERDICT_NORMALISED },
  { "break as space", harbour, "from 380. “We don’t", BRV_VERDICT_NORMALISED },
  { "hyphenated", harbour, "published in May, does not call the chan-\nnel safe",
    BRV_VERDICT_NORMALISED },
  { "ligature", "The office\nwas \uFB01nally shut.", "was finally shut", BRV_VERDICT_NORMALISED },
  { "decomposed", "Le cafe\u0301 de\u0301ja\u0300 ferme\u0301.", "café déjà fermé",
    BRV_VERDICT_NORMALISED },
  { "source hyphenated", "a well-\nknown exam-\nple of it", "a well-known example of it",
    BRV_VERDICT_NORMALISED },
  { "french", "Il dit\u00A0: «\u00A0Jamais\u00A0!\u00A0» et sort.", "Il dit: “Jamais!” et sort",
    BRV_VERDICT_NORMALISED },
  { "german", "Er sagte: „Niemals!“ und ging.", "Er sagte: »Niemals!« und ging",
    BRV_VERDICT_NORMALISED },
  { "russian", "Он сказал: «Никогда» — и ушёл.", "Он сказал: \"Никогда\" - и ушёл",
    BRV_VERDICT_NORMALISED },
  { "hebrew", "הוא אמר: ״לעולם לא״ והלך.", "\u200Fהוא  אמר:", BRV_VERDICT_NORMALISED },
  { "arabic", "قال: «لن يحدث» ثم مضى.", "قال: \"لن يحدث\" ثم", BRV_VERDICT_NORMALISED },
  { "chinese", "他说：“不会的。”然后走了。", "他说：「不会的。」然后", BRV_VERDICT_NORMALISED },
  { "japanese exact", "彼は「ない」と言った。", "「ない」と言", BRV_VERDICT_EXACT },
  { "exact within a doubled letter", "naai\u0308ve", "ve", BRV_VERDICT_EXACT },

  { "elision", harbour, "handled 412 ships […], up from 380", BRV_VERDICT_ALTERED },
  { "typed elision", harbour, "handled 412 ships [...], up from 380", BRV_VERDICT_ALTERED },
  { "spaced elision", harbour, "handled 412 ships [. . .], up from 380", BRV_VERDICT_ALTERED },
  { "elision across blocks", harbour, "The harbour at Nordvik […] has since fallen.",
    BRV_VERDICT_ALTERED },
  { "elision at the start", harbour, "[…] ships last year", BRV_VERDICT_ALTERED },
  { "elision at the end", harbour, "handled 412 ships […]", BRV_VERDICT_ALTERED },
  { "two elisions", harbour, "The harbour […] handled […] 380.", BRV_VERDICT_ALTERED },
  { "insertion", harbour, "the harbour master [of Nordvik] said", BRV_VERDICT_ALTERED },
  { "insertion in a word", harbour, "Insurer[s] have followed", BRV_VERDICT_MISQUOTED },
  { "ending inserted", harbour, "The harbour[s] at Nordvik", BRV_VERDICT_ALTERED },
  { "sic", harbour, "three wrecks[2] that were never cleared [sic], and asks",
    BRV_VERDICT_ALTERED },
  { "initial", harbour, "[t]he harbour at Nordvik", BRV_VERDICT_ALTERED },
  { "initial raised", harbour, "[P]ublished in May", BRV_VERDICT_ALTERED },
  { "initial in the midst", harbour, "handled 412 ships […] [T]hat to last", BRV_VERDICT_ALTERED },
  { "altered and normalised", harbour, "\"[w]e don't expect that […],\" the", BRV_VERDICT_ALTERED },

  { "one letter changed", harbour, "The harbour at Nordwik handled 412 ships",
    BRV_VERDICT_MISQUOTED },
  { "number", harbour, "handled 421 ships last year", BRV_VERDICT_MISQUOTED },
  { "number with space", harbour, "ships of more than 20 00 tonnes", BRV_VERDICT_MISQUOTED },
  { "negation lost", harbour, "published in May, does call the channel safe",
    BRV_VERDICT_MISQUOTED },
  { "negation lost in brackets", harbour, "does [now] call the channel safe",
    BRV_VERDICT_MISQUOTED },
  { "swapped words", harbour, "380 ships last year, up from 412", BRV_VERDICT_MISQUOTED },
  { "case", harbour, "the harbour at Nordvik handled", BRV_VERDICT_MISQUOTED },
  { "bare ellipsis", harbour, "handled 412 ships …, up from 380", BRV_VERDICT_MISQUOTED },
  { "bare dots", harbour, "The harbour at Nordvik handled 412 ships ... up from 380",
    BRV_VERDICT_MISQUOTED },
  { "elision out of order", harbour, "traffic has since fallen […] handled 412 ships last year",
    BRV_VERDICT_MISQUOTED },
  { "comma lost", harbour, "A report of the coast guard published in May", BRV_VERDICT_MISQUOTED },
  { "wrong initial", harbour, "[W]he harbour at Nordvik handled", BRV_VERDICT_MISQUOTED },
  { "accent lost", "Le résumé du président était clair.", "Le resumé du président était clair",
    BRV_VERDICT_MISQUOTED },
  { "superscript", "an area of 10² fields in all", "an area of 102 fields in all",
    BRV_VERDICT_MISQUOTED },
  { "chinese character", "政府表示将继续执行现行政策", "政府表示将停止执行现行政策",
    BRV_VERDICT_MISQUOTED },
  { "russian negation", "Министр не подтвердил эти сведения вчера.",
    "Министр подтвердил эти сведения вчера", BRV_VERDICT_MISQUOTED },

  { "not there", harbour, "Fishing quotas were cut again this spring, to the anger of the crews",
    BRV_VERDICT_MISSING },
  { "not there, with brackets", harbour, "Fishing […] quotas [were] cut", BRV_VERDICT_MISSING },
  { "other language", harbour, "Die Fangquoten wurden im Frühjahr erneut gesenkt",
    BRV_VERDICT_MISSING },
};

static void
test_as_given (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (BrvSource) source = kit_source (rows[i].source);
      g_autoptr (BrvBrief) brief = kit_brief (&source, 1, NULL, 0);
      g_autoptr (BrvQuote) quote = brv_locate_take_as_given (brief, rows[i].given, NULL);
      g_autoptr (BrvVerdict) verdict = brv_verify_quote (brief, quote);

      g_test_message ("%s", rows[i].name);
      g_assert_cmpstr (kit_shown (quote), ==, rows[i].given);
      g_assert_cmpstr (brv_verdict_kind_get_name (brv_verdict_get_kind (verdict)), ==,
                       brv_verdict_kind_get_name (rows[i].kind));
      if (rows[i].kind == BRV_VERDICT_MISSING)
        g_assert_true (brv_id_is_none (brv_verdict_get_source_id (verdict)));
      else
        g_assert_true (
          brv_id_equal (brv_verdict_get_source_id (verdict), brv_source_get_id (source)));
    }
}

static BrvQuote *
quote_of (const BrvSource *source, const char *passage)
{
  const char *found = strstr (brv_source_get_text (source), passage);
  gsize start = (gsize)(found - brv_source_get_text (source));

  g_assert_nonnull (found);
  return brv_locate_make_quote (source, (BrvRange){ start, start + strlen (passage) });
}

static BrvVerdictKind
kind_of (const BrvBrief *brief, const BrvQuote *quote)
{
  g_autoptr (BrvVerdict) verdict = brv_verify_quote (brief, quote);

  return brv_verdict_get_kind (verdict);
}

/* What a quote remembers is not trusted. */
static void
test_tampered (void)
{
  g_autoptr (BrvSource) source = kit_source (harbour);
  g_autoptr (BrvBrief) brief = kit_brief (&source, 1, NULL, 0);
  g_autoptr (BrvQuote) quote = quote_of (source, "does not call the channel safe");
  const BrvAnchor *anchor = brv_quote_get_anchor (quote);
  g_autoptr (BrvQuote) fabricated = brv_quote_new (anchor, "calls it the safest of all");
  g_autoptr (BrvQuote) shorter = brv_quote_new (anchor, "does call the channel safe");
  g_autoptr (BrvAnchor) moved =
    brv_anchor_new (brv_source_get_id (source), "0000", (BrvRange){ 3, 9999 },
                    brv_anchor_get_prefix (anchor), brv_anchor_get_suffix (anchor), NULL);
  g_autoptr (BrvQuote) displaced = brv_quote_new (moved, "does not call the channel safe");
  BrvAlteration false_initial = { BRV_ALTERATION_INITIAL, { 0, 1 }, "h" };
  g_autoptr (BrvQuote) initial =
    brv_quote_new_altered (anchor, "does not call the channel safe", &false_initial, 1, NULL);
  g_autoptr (BrvVerdict) verdict = brv_verify_quote (brief, shorter);

  g_assert_cmpint (kind_of (brief, quote), ==, BRV_VERDICT_EXACT);
  g_assert_cmpint (kind_of (brief, displaced), ==, BRV_VERDICT_EXACT);
  /* Its place is found by what stands beside it. */
  g_assert_cmpint (kind_of (brief, fabricated), ==, BRV_VERDICT_MISQUOTED);
  g_assert_cmpint (kind_of (brief, initial), ==, BRV_VERDICT_MISQUOTED);
  g_assert_cmpint (brv_verdict_get_kind (verdict), ==, BRV_VERDICT_MISQUOTED);
  g_assert_cmpstr (brv_verdict_get_expected (verdict), ==, "does not call the channel safe");
  g_assert_cmpstr (brv_verdict_get_found_text (verdict), ==, "does call the channel safe");
}

static void
test_verbs (void)
{
  g_autoptr (BrvSource) source = kit_source (harbour);
  g_autoptr (BrvBrief) brief = kit_brief (&source, 1, NULL, 0);
  g_autoptr (BrvQuote) quote = quote_of (source, "the harbour master said – and traffic");
  g_autoptr (BrvQuote) elided = brv_quote_elide (quote, (BrvRange){ 4, 11 }, NULL);
  g_autoptr (BrvQuote) inserted = brv_quote_insert (elided, 18, "of old", NULL);
  g_autoptr (BrvQuote) initial = brv_quote_change_initial (inserted, NULL);
  g_autoptr (BrvQuote) emphasised = brv_quote_emphasise (initial, (BrvRange){ 19, 23 }, NULL);

  g_assert_cmpstr (kit_shown (emphasised), ==, "[T]he […] master [of old] said – and traffic");
  g_assert_cmpint (kind_of (brief, quote), ==, BRV_VERDICT_EXACT);
  g_assert_cmpint (kind_of (brief, elided), ==, BRV_VERDICT_ALTERED);
  g_assert_cmpint (kind_of (brief, emphasised), ==, BRV_VERDICT_ALTERED);
}

static void
test_sources (void)
{
  g_autoptr (BrvSource) first = kit_source (harbour);
  g_autoptr (BrvSource) second =
    kit_source ("Fishing quotas were cut again this spring, to the anger of the crews.");
  BrvSource *both[] = { first, second };
  g_autoptr (BrvBrief) with_both = kit_brief (both, 2, NULL, 0);
  g_autoptr (BrvBrief) with_first = kit_brief (both, 1, NULL, 0);
  g_autoptr (BrvQuote) quote = quote_of (second, "quotas were cut again");
  g_autoptr (BrvAnchor) anchor =
    brv_anchor_new (brv_source_get_id (first), NULL, (BrvRange){ 0, 0 }, NULL, NULL, NULL);
  g_autoptr (BrvQuote) misattributed = brv_quote_new (anchor, "quotas were cut again");
  g_autoptr (BrvVerdict) verdict = brv_verify_quote (with_both, misattributed);

  g_assert_cmpint (kind_of (with_both, quote), ==, BRV_VERDICT_EXACT);
  g_assert_cmpint (kind_of (with_first, quote), ==, BRV_VERDICT_MISSING);
  g_assert_cmpint (kind_of (with_first, misattributed), ==, BRV_VERDICT_MISSING);
  g_assert_cmpint (brv_verdict_get_kind (verdict), ==, BRV_VERDICT_WRONG_SOURCE);
  g_assert_true (brv_id_equal (brv_verdict_get_source_id (verdict), brv_source_get_id (second)));
}

static void
test_incremental (void)
{
  g_autoptr (BrvSource) first = kit_source (harbour);
  g_autoptr (BrvSource) second = kit_source ("Fishing quotas were cut again this spring.");
  g_autoptr (BrvBrief) empty = kit_brief (&first, 1, NULL, 0);
  g_autoptr (BrvQuote) exact = quote_of (first, "up from 380");
  g_autoptr (BrvQuote) missing = brv_locate_take_as_given (empty, "quotas were cut again", NULL);
  BrvQuote *quotes[] = { exact, missing };
  g_autoptr (BrvBrief) before = kit_brief (&first, 1, quotes, 2);
  g_autoptr (BrvBrief) retitled = NULL;
  g_autoptr (BrvBrief) extended = brv_brief_splice_sources (before, 1, 0, &second, 1);
  g_autoptr (BrvRecord) record = NULL;
  g_autoptr (BrvVerdicts) verdicts = brv_verify_brief (before, NULL, NULL, NULL, NULL);
  g_autoptr (BrvVerdicts) same = NULL;
  g_autoptr (BrvVerdicts) more = NULL;
  const BrvSection *section = brv_brief_get_section (before, 0);
  BrvId exact_id = brv_block_get_id (brv_section_get_block (section, 0));
  BrvId missing_id = brv_block_get_id (brv_section_get_block (section, 1));

  record = brv_record_with (brv_brief_get_record (before), BRV_BRIEF_FIELD_TITLE, "Sea",
                            BRV_EVIDENCE_USER);
  retitled = brv_brief_with_record (before, record);
  same = brv_verify_brief (retitled, before, verdicts, NULL, NULL);
  g_assert_true (same == verdicts);
  g_assert_cmpuint (brv_verdicts_count (verdicts, BRV_VERDICT_EXACT), ==, 1);
  g_assert_cmpuint (brv_verdicts_count (verdicts, BRV_VERDICT_MISSING), ==, 1);

  more = brv_verify_brief (extended, before, verdicts, NULL, NULL);
  g_assert_true (brv_verdicts_lookup (more, exact_id) == brv_verdicts_lookup (verdicts, exact_id));
  g_assert_cmpint (brv_verdict_get_kind (brv_verdicts_lookup (more, missing_id)), ==,
                   BRV_VERDICT_WRONG_SOURCE);
}

static void
test_cancel (void)
{
  g_autoptr (BrvSource) source = kit_source (harbour);
  g_autoptr (BrvQuote) quote = quote_of (source, "up from 380");
  g_autoptr (BrvBrief) brief = kit_brief (&source, 1, &quote, 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (brv_verify_brief (brief, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A hundred quotes, none of them right, in fifty sources of 20 kB; and a thousand right ones. */
static void
test_is_fast (void)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_source_unref);
  g_autoptr (GPtrArray) faulty = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_quote_unref);
  g_autoptr (GPtrArray) right = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_quote_unref);
  g_autoptr (BrvBrief) bad = NULL;
  g_autoptr (BrvBrief) good = NULL;
  g_autoptr (BrvVerdicts) verdicts = NULL;
  g_autoptr (BrvVerdicts) more = NULL;
  clock_t start;
  double ms;

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *text = kit_prose (i + 1, 3700);

      g_ptr_array_add (sources, kit_source (text));
    }
  for (guint i = 0; i < 1000; i++)
    {
      const BrvSource *source = g_ptr_array_index (sources, i % 50);
      gsize at = (gsize)137 * (i % 100);
      g_autoptr (BrvQuote) quote = brv_locate_make_quote (source, (BrvRange){ at, at + 300 });

      if (i < 100)
        {
          g_autofree char *exact = g_strdup (brv_quote_get_exact (quote));

          /* A letter here, everything there. */
          exact[150] = 'Q';
          if (i % 2 == 0)
            memset (exact + 20, 'Q', 250);
          g_ptr_array_add (faulty, brv_quote_new (brv_quote_get_anchor (quote), exact));
        }
      g_ptr_array_add (right, g_steal_pointer (&quote));
    }
  bad = kit_brief ((BrvSource *const *)sources->pdata, 50, (BrvQuote *const *)faulty->pdata, 100);
  good = kit_brief ((BrvSource *const *)sources->pdata, 50, (BrvQuote *const *)right->pdata, 1000);

  start = clock (); /* the processor's time: the machine may be busy */
  verdicts = brv_verify_brief (bad, NULL, NULL, NULL, NULL);
  ms = (double)(clock () - start) * 1000 / CLOCKS_PER_SEC;
  g_test_minimized_result (ms, "100 faulty quotes in 50 sources in %.1f ms", ms);
  g_assert_cmpuint (brv_verdicts_get_n_faults (verdicts), ==, 100);
  g_assert_cmpfloat (ms, <, 5000);

  start = clock ();
  more = brv_verify_brief (good, NULL, NULL, NULL, NULL);
  ms = (double)(clock () - start) * 1000 / CLOCKS_PER_SEC;
  g_test_minimized_result (ms, "1,000 exact quotes in %.1f ms", ms);
  g_assert_cmpuint (brv_verdicts_count (more, BRV_VERDICT_EXACT), ==, 1000);
  g_assert_cmpfloat (ms, <, 1000);
}

static void
test_findings (void)
{
  const struct
  {
    const char *given;
    const char *kind;
    BrvSeverity severity;
    const char *message;
  } cases[] = {
    { "up from 380", "exact", BRV_SEVERITY_INFO,
      "The quote matches its source letter for letter." },
    { "handled 421 ships last year", "misquoted", BRV_SEVERITY_ERROR,
      "The quote differs from its source. It says “421” where the source says “412”." },
    { "published in May, does call the channel safe", "misquoted", BRV_SEVERITY_ERROR,
      "The quote differs from its source. It leaves out “not” without marking it." },
    { "the harbour master then said", "misquoted", BRV_SEVERITY_ERROR,
      "The quote differs from its source. It says “then”, which the source does not." },
    { "does [now] call the channel safe", "misquoted", BRV_SEVERITY_ERROR,
      "The words outside of the brackets differ from the source." },
    { "Quotas fell", "missing", BRV_SEVERITY_ERROR,
      "No source of this brief says this. Check the words, or add the source." },
  };
  g_autoptr (BrvSource) source = kit_source (harbour);
  g_autoptr (BrvBrief) empty = kit_brief (&source, 1, NULL, 0);
  g_autoptr (GPtrArray) quotes = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_quote_unref);
  g_autoptr (BrvBrief) brief = NULL;
  g_autoptr (BrvVerdicts) verdicts = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_ptr_array_add (quotes, brv_locate_take_as_given (empty, cases[i].given, NULL));
  brief = kit_brief (&source, 1, (BrvQuote *const *)quotes->pdata, quotes->len);
  verdicts = brv_verify_brief (brief, NULL, NULL, NULL, NULL);
  findings = brv_verify_list_findings (brief, verdicts);
  g_assert_cmpuint (findings->len, ==, G_N_ELEMENTS (cases));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const BrvFinding *finding = g_ptr_array_index (findings, i);

      g_assert_cmpstr (brv_finding_get_message (finding), ==, cases[i].message);
      g_assert_cmpstr (brv_finding_get_kind (finding), ==, cases[i].kind);
      g_assert_cmpint (brv_finding_get_severity (finding), ==, cases[i].severity);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verify/verify/as-given", test_as_given);
  g_test_add_func ("/verify/verify/tampered", test_tampered);
  g_test_add_func ("/verify/verify/verbs", test_verbs);
  g_test_add_func ("/verify/verify/sources", test_sources);
  g_test_add_func ("/verify/verify/incremental", test_incremental);
  g_test_add_func ("/verify/verify/cancel", test_cancel);
  g_test_add_func ("/verify/verify/is-fast", test_is_fast);
  g_test_add_func ("/verify/verify/findings", test_findings);
  return g_test_run ();
}
