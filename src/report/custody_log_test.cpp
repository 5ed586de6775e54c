#include "report/custody_log.h"

#include "report/paper_sample_test.h"

#include <gtest/gtest.h>

namespace recanvass::report {
namespace {

TEST(CustodyLog, EachHandlingHasItsSealItsTwoNamesAndItsEntry) {
  const std::string html = custody_log(sample::custody("C-1"), {}).html;
  EXPECT_TRUE(
      sample::holds(html,
                    "<th scope=\"row\" class=\"text\">put back</th><td class=\"text\">4413</td>"
                    "<td class=\"text\">Al First</td><td class=\"text\">Bo Second</td>"
                    "<td class=\"text\">1 December 2016, 19:30 UTC</td><td class=\"num\">30</td>"))
      << html;
}

TEST(CustodyLog, ASealThatIsNotTheOneLastPutOnIsSaidInWords) {
  const std::string html = custody_log(sample::custody("4499"), {}).html;
  EXPECT_TRUE(sample::holds(html, "4499 (NOT the seal last put on)"));
  EXPECT_FALSE(sample::holds(html, "4413 (NOT"));
}

TEST(CustodyLog, WhereNoContainerIsRecordedNoneIsCalledSealed) {
  CustodyLog log = sample::custody("C-1");
  log.containers.clear();
  const std::string html = custody_log(log, {}).html;
  EXPECT_TRUE(
      sample::holds(html, "No container is recorded: seals and custody are not in this ledger."));
  EXPECT_FALSE(sample::holds(html, "under seal"));
}

TEST(CustodyLog, CountiesThatRecordNoContainerAreNamed) {
  CustodyLog log = sample::custody("C-1");
  EXPECT_FALSE(sample::holds(custody_log(log, {}).html, "Not in this ledger"));
  log.without_containers = {"Dane", "Rock"};
  EXPECT_TRUE(sample::holds(custody_log(log, {}).html,
                            "Not in this ledger: the seals and custody of Dane, Rock, where no "
                            "container is recorded."));
}

TEST(CustodyLog, ABrokenSealAndOneWithoutANumberAreSaid) {
  CustodyLog log = sample::custody("C-1");
  log.containers[0].events[1].condition = SealFound::Broken;
  log.containers[0].events[1].seal.clear();
  EXPECT_TRUE(sample::holds(custody_log(log, {}).html, ">no number (BROKEN)<"));
  EXPECT_EQ(custody_log(log, {}).tables[0].rows[1][4], "broken");
}

TEST(CustodyLog, OpenContainersAndUnexplainedIncidentsStandFirst) {
  const std::string html = custody_log(sample::custody("C-1"), {}).html;
  const std::size_t open = html.find("Containers that are not under seal");
  EXPECT_LT(open, html.find("unexplained"));
  EXPECT_LT(html.find("unexplained"), html.find("<h2>Container C-1</h2>"));
  CustodyLog quiet = sample::custody("C-1");
  quiet.containers.erase(quiet.containers.begin());
  quiet.incidents.clear();
  const std::string nothing = custody_log(quiet, {}).html;
  EXPECT_TRUE(sample::holds(nothing, "Every container is under seal."));
  EXPECT_TRUE(sample::holds(nothing, "No incident is recorded."));
}

TEST(CustodyLog, ThereIsRoomToGoOnByHand) {
  const std::string html = custody_log(sample::custody("C-1"), {}).html;
  EXPECT_TRUE(sample::holds(html, "<tr class=\"by-hand\">"));
}

TEST(CustodyLog, TheTablesHaveARowAnEventAndARowAContainer) {
  const auto tables = custody_log(sample::custody("C-1"), {}).tables;
  ASSERT_EQ(tables.size(), 2U);
  EXPECT_EQ(tables[0].rows.size(), 4U);
  EXPECT_EQ(tables[0].rows[3],
            (std::vector<std::string>{"C-2", "Dane", "in", "4413", "as-put-on",
                                      "Al First; Bo Second", "2016-12-01T19:30:00Z", "30"}));
  EXPECT_EQ(tables[1].rows[1], (std::vector<std::string>{"C-2", "Dane", "sealed", "4413"}));
}

}  // namespace
}  // namespace recanvass::report
