#include "workflow/audits.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

AuditList list_of(std::initializer_list<std::int64_t> sizes) {
  AuditList list;
  for (const std::int64_t size : sizes) {
    list.batches.push_back(
        {"B" + std::to_string(list.batches.size() + 1), list.cards, size, {}, "7-"});
    list.cards += size;
  }
  return list;
}

std::string place_words(const AuditList& list, std::int64_t number) {
  const auto place = place_of(list, number);
  return place ? place->batch + " " + place->imprint : "none";
}

TEST(Audits, ANumberIsACardOfItsBatchAndEmptyBatchesHaveNone) {
  const AuditList list = list_of({2, 0, 3});
  EXPECT_EQ(place_words(list, 0), "none");
  EXPECT_EQ(place_words(list, 1), "B1 7-1");
  EXPECT_EQ(place_words(list, 2), "B1 7-2");
  EXPECT_EQ(place_words(list, 3), "B3 7-1");
  EXPECT_EQ(place_words(list, 5), "B3 7-3");
  EXPECT_EQ(place_words(list, 6), "none");
  EXPECT_EQ(place_words(list_of({}), 1), "none");
}

TEST(Audits, ListsTakenAsOneFollowOneAnotherWithTheirPhantoms) {
  Audit audit;
  audit.lists.emplace("a", list_of({2}));
  audit.lists.emplace("b", list_of({3}));
  audit.lists.at("b").at_most = 4;
  audit.list_order = {"b", "a"};
  EXPECT_EQ(place_in_all(audit, 1), AuditPlace("b", 1));
  EXPECT_EQ(place_in_all(audit, 4), AuditPlace("b", 4)) << "a phantom";
  EXPECT_EQ(place_in_all(audit, 5), AuditPlace("a", 1));
  EXPECT_EQ(audit.bound_of(""), 6);
  AuditContest contest;
  EXPECT_EQ(audit.domain_of(contest), 6);
  contest.lists = {"a"};
  EXPECT_EQ(audit.domain_of(contest), 2);
}

TEST(Audits, AVoidAuditStaysAndItsPlanStartsAnew) {
  Audits audits;
  audits.current.contests["c"].name = "Contest";
  audits.current.committed_at = 7;
  audits.current.seed = AuditSeed{9, "1", {}};
  audits.current.draws.push_back({{"a", 1}, 1, 10});
  make_void(audits, 12, "a batch was missing");
  EXPECT_EQ(audits.current.stage(), AuditStage::Planned);
  EXPECT_EQ(audits.current.contests.at("c").name, "Contest");
  ASSERT_EQ(audits.past.size(), 1U);
  EXPECT_EQ(audits.past[0].stage(), AuditStage::Void);
  EXPECT_EQ(audits.past[0].draws.size(), 1U);
  EXPECT_EQ(name_of(audits.past[0].stage()), "void");
}

}  // namespace
}  // namespace recanvass::workflow
