#include "workflow/print_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::holds;
using fixture::printed;

Operation operation_with_containers() {
  Operation operation = fixture::operation_ready();
  const auto act = [&](const char* kind, base::Json body) {
    RECANVASS_CHECK(
        fixture::do_command(operation, fixture::command_of(kind, "clerk", std::move(body)))
            .empty());
  };
  act("container.record", {{"container", "C1"}, {"county", "us-wi-dane"}, {"seal", "4411"}});
  act("container.record", {{"container", "C2"}, {"county", "us-wi-dane"}, {"seal", "4412"}});
  act("container.open", {{"container", "C1"}, {"seal", "4499"}, {"handled_by", {"Al", "Bo"}}});
  return operation;
}

TEST(PrintCounting, ATallySheetForEachBatchAskedFor) {
  const Operation operation = fixture::operation_ready();
  const std::string all = printed(operation, "tally-sheets").html;
  for (const char* batch : {"<dd>B1</dd>", "<dd>B2</dd>", "<dd>B3</dd>"}) {
    EXPECT_TRUE(holds(all, batch)) << batch;
  }
  PrintRequest request;
  request.view.unit = "W2";
  const std::string one = printed(operation, "tally-sheets", request).html;
  EXPECT_TRUE(holds(one, "<dd>B3</dd>"));
  EXPECT_FALSE(holds(one, "<dd>B1</dd>"));
  EXPECT_TRUE(holds(one, "Ward 2 (W2)"));
  EXPECT_TRUE(holds(one, operation.commitment.published_sha256));
}

// The manifest lists 100, 50 and 10 ballots; the returns are 90 and 55, 4 and 6. Other figures
// would be the same papers.
TEST(PrintCounting, PapersOfThoseWhoCountDependOnNoReportedFigure) {
  const Operation operation = operation_with_containers();
  Operation other = operation;
  for (auto& [id, batch] : other.commitment.batches) batch.ballots += 7;
  for (auto& [id, unit] : other.commitment.units) {
    for (auto& [choice, votes] : unit.votes) votes += 7;
    unit.ballots = 777;
    unit.registered = 777;
  }
  for (auto& [choice, votes] : other.commitment.reported_outcome) votes += 7;
  for (const char* document : {"tally-sheets", "retrieval-list", "container-tags", "custody-log"}) {
    const auto officer = fixture::officers_request(operation);
    EXPECT_EQ(printed(operation, document, officer).html, printed(other, document, officer).html)
        << document;
    EXPECT_EQ(report::csv_text(printed(operation, document).tables[0]),
              report::csv_text(printed(other, document).tables[0]))
        << document;
  }
}

TEST(PrintCounting, ATallySheetPrintedLaterIsTheSame) {
  Operation operation = fixture::operation_ready();
  const std::string before = printed(operation, "tally-sheets").html;
  RECANVASS_CHECK(
      fixture::do_command(operation, fixture::tally("team-1", "B1", 100, 60, 38)).empty());
  EXPECT_EQ(printed(operation, "tally-sheets").html, before);
}

TEST(PrintCounting, TheRetrievalListGroupsBatchesByContainer) {
  const auto document = printed(fixture::operation_ready(), "retrieval-list");
  EXPECT_EQ(document.tables[0].rows,
            (std::vector<std::vector<std::string>>{{"C1", "Dane", "B1", "Ward 1"},
                                                   {"C1", "Dane", "B2", "Ward 1"},
                                                   {"C2", "Dane", "B3", "Ward 2"}}));
}

TEST(PrintCounting, TheCustodyLogSaysWhichSealWasAnother) {
  const Operation operation = operation_with_containers();
  const auto document = printed(operation, "custody-log");
  EXPECT_TRUE(holds(document.html, "4499 (NOT the seal last put on)"));
  EXPECT_TRUE(holds(document.html, "stopped: the seal differs"));
  EXPECT_TRUE(holds(document.html, "container C1: seal 4499 found, 4411 recorded"));
  PrintRequest spanish;
  spanish.style.language = report::Language::Spanish;
  EXPECT_TRUE(holds(printed(operation, "custody-log", spanish).html,
                    "contenedor C1: se halló el sello 4499, se anotó 4411"));
  EXPECT_EQ(document.tables[1].rows.size(), 2U);
  PrintRequest request;
  request.view.unit = "W2";
  EXPECT_EQ(printed(operation, "custody-log", request).tables[1].rows,
            (std::vector<std::vector<std::string>>{{"C2", "Dane", "sealed", "4412"}}));
}

}  // namespace
}  // namespace recanvass::workflow
