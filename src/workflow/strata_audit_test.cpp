#include "workflow/strata_audit.h"

#include "workflow/batch_audit_fixture.h"
#include "workflow/strata_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::KalamazooFiles;
using fixture::problem_causes;

TEST(StrataAudit, VotesOfRecordsAndTotalsTogetherGiveTheOutcomeAndItsClaims) {
  const KalamazooFiles files;
  const auto audit = files.assert_with(KalamazooFiles::ask());
  ASSERT_TRUE(audit) << base::sentences(audit.problems());
  EXPECT_EQ(audit->asserted.outcome, "Whitmer is elected");
  EXPECT_EQ(audit->strata[0].votes, (std::vector<std::int64_t>{3765, 1349}));
  EXPECT_EQ(audit->strata[1].votes, (std::vector<std::int64_t>{16934, 4220}));
  ASSERT_EQ(audit->measure.assertions.size(), 1U);
  EXPECT_EQ(audit->measure.assertions[0].assorter_margin, base::Rational(15130, 27666));
  EXPECT_EQ(audit->measure.assertions[0].strata[0].recorded_mean,
            base::Rational(5294 + 3765 - 1349, 2 * 5294));
  EXPECT_EQ(audit->measure.strata[0].design, audit::MeasureDesign::Comparison);
  EXPECT_EQ(audit->measure.strata[1].design, audit::MeasureDesign::Polling);
  EXPECT_TRUE(audit->first_round);
}

TEST(StrataAudit, CardsOfTheManifestWithoutARecordAreWorthOneHalf) {
  const KalamazooFiles files;
  files.put("cvr-manifest.csv",
            "Container,Tabulator,Batch Name,Number of Ballots\nBox 1,1,1,500\nBox 2,1,2,500\n"
            "Box 3,1,3,500\nBox 4,1,4,500\nBox 5,1,5,500\nBox 6,1,6,500\nBox 7,1,7,500\n"
            "Box 8,1,8,500\nBox 9,1,9,500\nBox 10,1,10,500\nBox 11,1,11,300\n");
  const auto audit = files.assert_with(KalamazooFiles::ask());
  ASSERT_TRUE(audit) << base::sentences(audit.problems());
  EXPECT_EQ(audit->strata[0].assertions.contests[0].domain.phantoms, election::CardCount(6));
  EXPECT_EQ(audit->measure.assertions[0].strata[0].recorded_mean,
            base::Rational(5300 + 3765 - 1349, 2 * 5300));
}

TEST(StrataAudit, TheDocumentIsWorkedOutAgainAndAnythingElseIsRefused) {
  const KalamazooFiles files;
  const auto audit = files.assert_with(KalamazooFiles::ask()).value();
  base::Json document = strata_assertions_document(audit);
  EXPECT_TRUE(strata_document_problems(document, "a.json", audit).empty());
  base::Json votes = document;
  votes["strata"][1]["votes"]["Schuette"] = 4221;
  EXPECT_EQ(strata_document_problems(votes, "a.json", audit).front().cause, "assertions.differ");
  base::Json other = document;
  other["strata"][0]["records"][0]["sha256"] = "00";
  EXPECT_EQ(strata_document_problems(other, "a.json", audit).front().place.column,
            "/strata/0/records/0/sha256");
  document["schema"] = "recanvass.assertions/1";
  EXPECT_EQ(strata_document_problems(document, "a.json", audit).front().cause,
            "assertions.document");
}

TEST(StrataAudit, WhatCannotBeAuditedOverStrataIsRefusedWithItsCause) {
  const KalamazooFiles files;
  const auto causes = [&](std::string from, const std::string& what, const std::string& by) {
    from.replace(from.find(what), what.size(), by);
    return problem_causes(files.assert_with(from));
  };
  const std::string ask = KalamazooFiles::ask();
  EXPECT_EQ(causes(ask, "winners = [\"Whitmer\"]", "winners = [\"Schuette\"]"),
            "assertion.outcome");
  EXPECT_EQ(causes(ask, "name = \"Governor\"", "name = \"Senator\""), "strata.contest");
  EXPECT_EQ(causes(ask, "16934", "18153"), "ask.votes") << "one more than its cards";
  EXPECT_EQ(causes(ask, "16934", "18152"), "");
  EXPECT_EQ(causes(ask, "function = \"ui-ts\"", "rounds = [\"40\"]"), "ask.strata");
  EXPECT_EQ(causes(ask, "function = \"ui-ts\"", "styles = false"), "ask.strata");
  EXPECT_EQ(causes(ask, "\"ui-ts\"", "\"bravo\""), "measure.function");
  EXPECT_EQ(causes(KalamazooFiles::ask("suite"),
                   "[[stratum]]\nname = \"Records\"\nrecords = [\"cvr.csv\"]\n"
                   "manifest = \"cvr-manifest.csv\"\n",
                   ""),
            "measure.strata")
      << "suite of one stratum";
  files.put("cvr-manifest.csv",
            "Container,Tabulator,Batch Name,Number of Ballots\nBox 1,1,1,5294\n");
  EXPECT_EQ(problem_causes(files.assert_with(ask)).substr(0, 11), "paper.batch");
}

TEST(StrataAudit, AnAskOfOtherDesignsIsKeptApart) {
  const auto causes = [](const std::string& text) {
    return problem_causes(formats::read_audit_ask(text, "a.toml"));
  };
  EXPECT_EQ(causes("design = \"strata\"\n"), "ask.strata");
  EXPECT_EQ(causes("[[stratum]]\nname = \"A\"\nmanifest = \"m\"\nvotes = { a = 1 }\n"),
            "ask.strata");
  const std::string one = "[[stratum]]\nname = \"A\"\nmanifest = \"m\"\nvotes = { a = 1 }\n";
  EXPECT_EQ(causes("design = \"strata\"\n" + one), "");
  EXPECT_EQ(causes("design = \"strata\"\n" + one + one), "ask.strata") << "one name twice";
  EXPECT_EQ(causes("design = \"strata\"\n[[stratum]]\nname = \"A\"\nmanifest = \"m\"\n"),
            "ask.strata")
      << "neither records nor votes";
  EXPECT_EQ(problem_causes(assert_audit(KalamazooFiles::ask(), "a.toml", nullptr)), "ask.design");
}

}  // namespace
}  // namespace recanvass::workflow
