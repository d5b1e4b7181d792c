/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "base/brv-simhash.h"

#define TEXT                                                                                      \
  "Freight that once went through three large harbours now goes through thirty small ones, and "  \
  "nobody planned it. For forty years the sea trade grew by concentration. Ships became longer, " \
  "quays became deeper, and the small harbours lost first their cranes, then their customs "      \
  "officers."

static void
test_like (void)
{
  g_auto (BrvSimhash) a = { 0 };
  g_auto (BrvSimhash) b = { 0 };

  brv_simhash_init (&a, TEXT, -1);
  brv_simhash_init (&b, "FREIGHT\302\240that ", -1);
  g_assert_cmpuint (b.shingles->len, ==, 0);
  g_assert_cmpfloat (brv_simhash_get_resemblance (&a, &b), <=, 0.0);
  brv_simhash_clear (&b);

  /* Case, marks and white space do not count. */
  brv_simhash_clear (&a);
  brv_simhash_init (&a, "a Caf\303\251 \342\200\224 by the sea, and a \342\200\234quay\342\200\235",
                    -1);
  brv_simhash_init (&b, "A cafe\314\201 -\nby  the sea and A \"Quay\"", -1);
  g_assert_cmpuint (a.hash, ==, b.hash);
  g_assert_cmpfloat (brv_simhash_get_resemblance (&a, &b), >=, 1.0);
}

static void
test_unlike (void)
{
  g_auto (BrvSimhash) a = { 0 };
  g_auto (BrvSimhash) b = { 0 };

  brv_simhash_init (&a, TEXT, -1);
  brv_simhash_init (&b,
                    "The ministry will publish its review of the grain routes in the autumn. Until "
                    "then the two ports on the northern coast remain closed to tankers, whatever "
                    "flag they fly, and pilots are told to keep their stations.",
                    -1);
  g_assert_cmpuint (brv_simhash_get_distance (&a, &b), >, 18);
  g_assert_cmpfloat (brv_simhash_get_resemblance (&a, &b), <, 0.05);
  g_assert_cmpuint (brv_simhash_get_distance (&a, &a), ==, 0);
}

static void
test_empty (void)
{
  g_auto (BrvSimhash) empty = { 0 };

  brv_simhash_init (&empty, "", -1);
  g_assert_cmpuint (empty.hash, ==, 0);
  g_assert_cmpfloat (brv_simhash_get_resemblance (&empty, &empty), <=, 0.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/simhash/like", test_like);
  g_test_add_func ("/base/simhash/unlike", test_unlike);
  g_test_add_func ("/base/simhash/empty", test_empty);
  return g_test_run ();
}
