/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Which of the names around an article is that of the house that published it first, where no words
 * that are known say so. What speaks for each is weighed by a conditional logit (McFadden, Conditional
 * Logit Analysis of Qualitative Choice Behavior, 1974), fitted with a quadratic penalty to the copies
 * of tests/import/copies, to others written by hands that knew none of the rules, and to what a browser
 * copies of real pages, which mostly are the publisher's own; the likeliest name is taken, if it is
 * likelier than that the name at the head of the page is the publisher's.
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "import/brv-text-mentions.h"
#include "import/brv-text-originator.h"

static const double weights[BRV_N_MENTIONS] = {
  [BRV_MENTION_FIRST] = -0.42,      [BRV_MENTION_ABOVE] = 0.10,
  [BRV_MENTION_PARTED] = -0.21,     [BRV_MENTION_NEAR_TITLE] = 0.73,
  [BRV_MENTION_BETWEEN] = 0.96,     [BRV_MENTION_CLOSE_BELOW] = 0.57,
  [BRV_MENTION_AT_FOOT] = -0.67,    [BRV_MENTION_FRAME] = 0.48,
  [BRV_MENTION_RIGHTS] = 1.07,      [BRV_MENTION_CREDIT] = 2.14,
  [BRV_MENTION_LABELLED] = 1.00,    [BRV_MENTION_HOST] = 2.65,
  [BRV_MENTION_OTHER_HOST] = -0.49, [BRV_MENTION_BY_ADDRESS] = 1.00,
  [BRV_MENTION_HOUSE] = 3.28,       [BRV_MENTION_ALONE] = -0.72,
  [BRV_MENTION_SENTENCE] = -0.10,   [BRV_MENTION_BYLINE] = 0.17,
  [BRV_MENTION_CAPTION] = -0.13,    [BRV_MENTION_QUOTED] = 1.77,
  [BRV_MENTION_AUTHOR] = -0.65,     [BRV_MENTION_IN_TITLE] = -0.22,
  [BRV_MENTION_ONE_WORD] = -3.45,   [BRV_MENTION_LONG] = -0.21,
  [BRV_MENTION_TWICE] = 0.90,       [BRV_MENTION_OFTEN] = 0.81,
  [BRV_MENTION_WITHIN] = -0.42,     [BRV_MENTION_BEGINS] = -1.14,
  [BRV_MENTION_WITH_DAY] = 1.05,    [BRV_MENTION_WITH_HEAD] = 0.54,
  [BRV_MENTION_OWNER] = 0.80,       [BRV_MENTION_SECOND] = 1.67,
};

/* For the text being the page's own. */
#define OWN_WEIGHT      4.22
#define OWN_HOST_WEIGHT 1.25 /* the original's host goes by the name that heads the copy */
/* The more names, the likelier it is that one of them looks like it: for each time that there are e times
 * as many as usual. */
#define OWN_MANY_WEIGHT 0.37
#define USUAL_NAMES     40.0

static double
weigh (const BrvTextMention *mention)
{
  double sum = 0;

  for (guint i = 0; i < BRV_N_MENTIONS; i++)
    sum += mention->signs[i] ? weights[i] : 0;
  return sum;
}

/* The same name with what it is the house of or for: "Carrow Foundation for Trade". */
static const BrvTextMention *
find_longer (const GPtrArray *mentions, const BrvTextMention *name)
{
  static const char *const joints[] = { "of ",   "for ",  "für ",  "der ", "des ",
                                        "de ",   "pour ", "para ", "per ", "di ",
                                        "voor ", "för ",  "pro ",  "do ",  "da " };

  for (guint i = 0; i < mentions->len; i++)
    {
      const BrvTextMention *other = g_ptr_array_index (mentions, i);
      gsize length = strlen (name->key);

      if (!other->whole || !g_str_has_prefix (other->key, name->key) || other->key[length] != ' ')
        continue;
      for (guint k = 0; k < G_N_ELEMENTS (joints); k++)
        if (g_str_has_prefix (other->key + length + 1, joints[k]))
          return other;
    }
  return name;
}

/**
 * brv_text_originator_find:
 * @self: parts, the title, the addresses and the authors found
 * @head: (nullable): the name that heads the copy
 *
 * Returns: (transfer full) (nullable): the name of the house that likely published the text first,
 *   another than @head; %NULL if that is likelier the publisher
 */
char *
brv_text_originator_find (const BrvTextParts *self, const char *head)
{
  g_autoptr (GPtrArray) mentions = brv_text_mentions_find (self, head);
  const BrvTextMention *at_head = NULL;
  const BrvTextMention *best = NULL;
  const BrvTextMention *owner = NULL;
  double most = 0;

  for (guint i = 0; i < mentions->len; i++)
    {
      const BrvTextMention *mention = g_ptr_array_index (mentions, i);

      if (mention->signs[BRV_MENTION_HEAD])
        at_head = mention;
      if (mention->signs[BRV_MENTION_OWNER])
        owner = mention;
    }
  most = OWN_WEIGHT + (at_head != NULL && at_head->signs[BRV_MENTION_HOST] ? OWN_HOST_WEIGHT : 0) +
         OWN_MANY_WEIGHT * log (MAX (mentions->len, 1) / USUAL_NAMES);
  for (guint i = 0; i < mentions->len; i++)
    {
      const BrvTextMention *mention = g_ptr_array_index (mentions, i);

      if (at_head != NULL &&
          (brv_text_mention_holds (mention, at_head) || brv_text_mention_holds (at_head, mention)))
        continue;
      if (weigh (mention) > most)
        {
          best = mention;
          most = weigh (mention);
        }
    }
  /* What an address confirms needs no weight. */
  if (best == NULL)
    best = owner;
  return best != NULL ? g_strdup (find_longer (mentions, best)->name) : NULL;
}
