#include "verify/verdict.h"

#include <gtest/gtest.h>

#include <set>

namespace recanvass::verify {
namespace {

TEST(Verdict, EveryCheckHasItsNumberAndAStatement) {
  std::set<std::string> titles;
  for (std::size_t i = 0; i < kChecks; ++i) {
    const auto id = static_cast<CheckId>(i);
    EXPECT_EQ(id_of(id), "V" + std::to_string(i + 1));
    titles.insert(std::string(title_of(id)));
  }
  EXPECT_EQ(titles.size(), kChecks);
}

Verdict verdict_of_book(CheckBook& book) {
  Verdict verdict;
  verdict.checks = book.take();
  return verdict;
}

TEST(Verdict, ACheckThatWasNotMadeHasNotPassed) {
  CheckBook book;
  book.done(CheckId::V1, "3 files");
  const Verdict verdict = verdict_of_book(book);
  EXPECT_FALSE(verdict.failed());
  EXPECT_EQ(verdict.of(CheckId::V1).outcome, Outcome::Passed);
  EXPECT_EQ(verdict.of(CheckId::V2).outcome, Outcome::NotChecked);
  EXPECT_NE(verdict.sentence().find("1 check passed, none failed."), std::string::npos);
  EXPECT_NE(verdict.sentence().find("give the log's key"), std::string::npos);
}

TEST(Verdict, AFaultStaysWhateverIsSaidAfterwards) {
  CheckBook book;
  book.fault(CheckId::V4, {"entry 3 is another"});
  book.done(CheckId::V4, "4 entries");
  book.fault(CheckId::V5, {"entry 3 is not signed"});
  book.not_checked(CheckId::V5, "no time");
  const Verdict verdict = verdict_of_book(book);
  EXPECT_TRUE(verdict.failed());
  EXPECT_EQ(verdict.of(CheckId::V4).outcome, Outcome::Failed);
  EXPECT_EQ(verdict.of(CheckId::V5).outcome, Outcome::Failed);
  EXPECT_NE(verdict.sentence().find("2 checks failed: V4, V5."), std::string::npos);
}

TEST(Verdict, OfACheckThatFailedOnlyWhatWasComparedIsSaidWheneverTheFaultCame) {
  for (const bool fault_comes_first : {true, false}) {
    CheckBook book;
    const auto find_faults = [&book] {
      for (const CheckId id : {CheckId::V1, CheckId::V2, CheckId::V3}) book.fault(id, {"x"});
    };
    if (fault_comes_first) find_faults();
    book.done(CheckId::V1, "all 3 files are right", "3 files");
    book.done(CheckId::V2, "the log signed it");
    book.not_checked(CheckId::V3, "a witness signed it", "2 keys");
    book.done(CheckId::V4, "the root is right", "4 entries");
    if (!fault_comes_first) find_faults();
    const Verdict verdict = verdict_of_book(book);
    EXPECT_EQ(verdict.of(CheckId::V1).words, "compared: 3 files");
    EXPECT_EQ(verdict.of(CheckId::V2).words, "");
    EXPECT_EQ(verdict.of(CheckId::V3).words, "compared: 2 keys");
    EXPECT_EQ(verdict.of(CheckId::V4).words, "the root is right");
  }
}

TEST(Verdict, FaultsBeyondAHundredAreOnlyCounted) {
  CheckBook book;
  for (int i = 0; i < 101; ++i) book.fault(CheckId::V8, {"x"});
  const Verdict verdict = verdict_of_book(book);
  EXPECT_EQ(verdict.of(CheckId::V8).faults.size(), 100U);
  EXPECT_EQ(verdict.of(CheckId::V8).faults_all, 101);
}

TEST(Verdict, NoSentenceIsPrintedWithTwoFullStops) {
  CheckBook book;
  book.done(CheckId::V1, "Nothing was moved.");
  book.not_checked(CheckId::V2, "no key. Give one.");
  book.fault(CheckId::V3, {"it does not warn: All is not well."});
  book.done(CheckId::V4, "it ends with ...");
  const std::vector<Check> checks = book.take();
  EXPECT_EQ(checks[0].words, "Nothing was moved");
  EXPECT_EQ(checks[1].words, "no key. Give one");
  EXPECT_EQ(checks[2].faults[0].words, "it does not warn: All is not well");
  EXPECT_EQ(checks[3].words, "it ends with ...");
}

TEST(Verdict, WordsThatQuoteAHostileFolderAreMadePrintable) {
  CheckBook book;
  book.fault(CheckId::V1, {"a\x1B[31mb", "\xFFile"});
  const Verdict verdict = verdict_of_book(book);
  EXPECT_EQ(verdict.of(CheckId::V1).faults[0].words, "a\uFFFD[31mb");
  EXPECT_EQ(verdict.of(CheckId::V1).faults[0].file, "\uFFFDile");
}

}  // namespace
}  // namespace recanvass::verify
