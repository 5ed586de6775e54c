#include "recount/causes.h"

#include <gtest/gtest.h>

#include <set>

namespace recanvass::recount {
namespace {

using election::UnitVotes;

UnitVotes count_of(const std::vector<std::pair<std::string, std::int64_t>>& units) {
  UnitVotes votes({{"a"}, {"b"}});
  for (const auto& [name, figure] : units) {
    UnitVotes::Unit unit;
    unit.name = name;
    unit.county = "county";
    votes.add(unit, {figure, 5});
  }
  return votes;
}

TEST(Causes, EachHasItsOwnIdWordsSourceAndKey) {
  std::set<std::string> ids;
  for (const Cause& cause : causes()) {
    EXPECT_TRUE(ids.insert(std::string(cause.id)).second) << cause.id;
    EXPECT_FALSE(cause.words.empty() || cause.source.empty()) << cause.id;
    EXPECT_EQ(cause_named(cause.id), &cause);
    EXPECT_EQ(translation_key(cause), "cause." + std::string(cause.id));
  }
}

TEST(Causes, HoldEveryReasonCodeOfRealRecountsAndColoradosSix) {
  for (const char* id : {"PEN", "JAM", "STACK", "TRANSPOSE", "UPLOAD", "ABSENT_FOUND", "ENV_DEFECT",
                         "NO_INITIALS", "DRAWDOWN", "WRITEIN", "DUP_ERROR", "INTENT", "WRONG_STYLE",
                         "LOST", "PROV", "UNEXPLAINED", "OTHER_UNIT", "ARITHMETIC"}) {
    EXPECT_NE(cause_named(id), nullptr) << id;
  }
  std::int64_t of_audits = 0;
  for (const Cause& cause : causes()) of_audits += cause.field == CauseField::Audit ? 1 : 0;
  EXPECT_EQ(of_audits, 6);
}

TEST(Causes, AnUnknownCauseNamesTheNearest) {
  const auto cause = read_cause("TRANSPOS");
  ASSERT_FALSE(cause);
  EXPECT_EQ(cause.problems()[0].cause, "cause.unknown");
  EXPECT_EQ(cause.problems()[0].mend, "Write TRANSPOSE.");
  EXPECT_EQ(read_cause("JAM").value(), "JAM");
}

TEST(Certificate, IsRefusedWhileAChangedUnitLacksACause) {
  const auto difference = compare_counts(count_of({{"1", 10}, {"2", 10}, {"3", 10}}),
                                         count_of({{"1", 11}, {"2", 19}, {"3", 10}}));
  const CertificateCheck none = check_certificate(*difference, {});
  EXPECT_FALSE(none.may_certify());
  EXPECT_EQ(none.sentence(),
            "The certificate is refused: 2 changed units lack a cause (first: 2, county).");
  std::map<UnitKey, std::vector<GivenCause>> given = {{{"county", "2"}, {{"STACK", ""}}}};
  EXPECT_EQ(check_certificate(*difference, given).lacking, (std::vector<UnitKey>{{"county", "1"}}));
  given[{"county", "1"}] = {{"INTENT", ""}};
  EXPECT_TRUE(check_certificate(*difference, given).may_certify());
  EXPECT_EQ(check_certificate(*difference, given).sentence(), "Every changed unit has a cause.");
}

TEST(Certificate, UnexplainedCountsOnlyWithAMinuteAndAnUnknownCodeNever) {
  const auto difference = compare_counts(count_of({{"1", 10}}), count_of({{"1", 11}}));
  struct Case {
    GivenCause given;
    bool may_certify;
    std::size_t unexplained;
  };
  for (const Case& row : {Case{{"UNEXPLAINED", ""}, false, 0},
                          Case{{"UNEXPLAINED", "minutes, 4 Dec, 15:20"}, true, 1},
                          Case{{"SOMETHING", "minutes"}, false, 0}, Case{{"JAM", ""}, true, 0}}) {
    const CertificateCheck check = check_certificate(*difference, {{{"county", "1"}, {row.given}}});
    EXPECT_EQ(check.may_certify(), row.may_certify) << row.given.cause;
    EXPECT_EQ(check.unexplained.size(), row.unexplained) << row.given.cause;
  }
}

TEST(Certificate, IsRefusedWhileAUnitIsOpen) {
  const auto difference = compare_counts(count_of({{"1", 10}, {"2", 10}}), count_of({{"1", 10}}));
  const CertificateCheck check = check_certificate(*difference, {});
  EXPECT_FALSE(check.may_certify());
  EXPECT_EQ(check.sentence(), "The certificate is refused: 1 unit is open.");
}

}  // namespace
}  // namespace recanvass::recount
