#include "formats/published_print.h"

#include <gtest/gtest.h>

namespace recanvass::formats {
namespace {

const std::string kPrintHead =
    "format = \"recanvass.printed-audit/1\"\ntitle = \"T\"\nsource = \"S\"\n";

TEST(PublishedPrint, EachKindIsRead) {
  ProblemList problems;
  const auto read = read_printed_audit(
      kPrintHead +
          "[[suite]]\ncontest = \"A\"\nprinted_risk = \"0.0374\"\n"
          "[suite.comparison]\nwinner = 30\nloser = 10\ncards = 50\nsampled = 8\ntwo_over = 1\n"
          "[suite.polling]\nwinner = 60\nloser = 20\ncards = 90\nsampled_winner = 3\n"
          "sampled_loser = 2\nsampled_other = 1\n"
          "[[comparison]]\ncontest = \"B\"\ncards = 100\nmargin = 7\nsampled = 9\n"
          "risk_limit = \"0.04\"\nprinted_size = \"64\"\n"
          "[[bravo]]\ncontest = \"C\"\nwinner = 6\nloser = 4\nsampled_winner = 5\n"
          "sampled_loser = 1\n",
      "p.toml", problems);
  EXPECT_TRUE(problems.empty()) << base::sentences(problems.take());
  ASSERT_EQ(read.suites.size(), 1U);
  EXPECT_EQ(read.suites[0].audit.found.two_over, 1);
  EXPECT_EQ(read.suites[0].audit.sample.other, 1);
  EXPECT_EQ(read.suites[0].printed.risk, "0.0374");
  ASSERT_EQ(read.comparisons.size(), 1U);
  EXPECT_DOUBLE_EQ(read.comparisons[0].printed.risk_limit, 0.04);
  ASSERT_EQ(read.polls.size(), 1U);
  EXPECT_EQ(read.polls[0].sample.loser, 1);
}

TEST(PublishedPrint, FiguresThatCannotBeAreAllRefused) {
  ProblemList problems;
  static_cast<void>(read_printed_audit(
      kPrintHead +
          "[[comparison]]\ncontest = \"B\"\ncards = 5\nmargin = 7\nsampled = 9\nrisk_limit = "
          "\"5\"\n"
          "[[bravo]]\ncontest = \"C\"\nwinner = 4\nloser = 4\nsampled_winner = 5\ncolour = 1\n",
      "p.toml", problems));
  std::string told;
  for (const auto& problem : problems.take()) told += problem.cause + "\n";
  EXPECT_EQ(told,
            "printed.number\nprinted.figures\nprinted.number\nprinted.figures\n"
            "toml.unknown-key\n");
}

TEST(PublishedPrint, AFileWithoutAnAuditIsRefused) {
  ProblemList problems;
  static_cast<void>(read_printed_audit(kPrintHead, "p.toml", problems));
  EXPECT_EQ(problems.take().front().cause, "printed.none");
  EXPECT_TRUE(is_printed_audit(kPrintHead));
  EXPECT_FALSE(is_printed_audit("format = \"other\"\n"));
}

}  // namespace
}  // namespace recanvass::formats
