#include "verify/custody_check.h"

#include "verify/bundle_maker_test.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace recanvass::verify {
namespace {

using test::BundleParts;

Check custody_of(const BundleParts& parts) {
  const test::TestFolder folder;
  test::write_bundle(parts, folder.path());
  return test::verdict_of(test::request_for(folder.path())).of(CheckId::V21);
}

// The order of entries is the forger's: each is signed as before.
void move_entry(BundleParts& parts, std::uint64_t from, std::uint64_t to) {
  const auto at = [&](std::uint64_t position) {
    return parts.entries.begin() + static_cast<std::ptrdiff_t>(position);
  };
  if (from < to) {
    std::rotate(at(from), at(from + 1), at(to + 1));
  } else {
    std::rotate(at(to), at(from), at(from + 1));
  }
}

BundleParts without_containers(const std::string& county) {
  BundleParts parts = test::counted_parts();
  std::erase_if(parts.entries, [&](const ledger::SignedEntry& entry) {
    return entry.entry.kind.starts_with("container.") &&
           entry.entry.body["container"].get<std::string>().find(county) != std::string::npos;
  });
  return parts;
}

TEST(CustodyCheck, WhatWasOpenedBeforeItsTalliesPassesAndIsNumbered) {
  const Check check = custody_of(test::counted_parts());
  EXPECT_EQ(check.outcome, Outcome::Passed);
  EXPECT_EQ(check.words,
            "2 containers recorded (2 of them only after the inputs were published), 2 opened; 8 "
            "tallies compared with the opening of their "
            "container. That the paper lay in it a ledger cannot show");
}

TEST(CustodyCheck, ASealThatWasWrittenDownBeforePublicationIsNotSaidToBeLate) {
  BundleParts parts = test::counted_parts();
  move_entry(parts, parts.find("container.record"), parts.find("manifest.add"));
  EXPECT_TRUE(custody_of(parts).words.starts_with(
      "2 containers recorded (1 of them only after the inputs were published), 2 opened; "))
      << custody_of(parts).words;
}

TEST(CustodyCheck, ATallyBeforeItsContainerWasOpenedFailsV21AloneAndIsNamed) {
  BundleParts parts = test::counted_parts();
  const std::uint64_t first = parts.find("tally.enter", 6);
  move_entry(parts, parts.find("container.open", 1), parts.find("tally.enter", 7));
  EXPECT_EQ(test::failures_of(parts), "V21");
  const Check check = custody_of(parts);
  ASSERT_EQ(check.faults.size(), 2U);
  EXPECT_EQ(check.faults[0].position, first - 1);
  EXPECT_EQ(check.faults[0].words,
            "entry " + std::to_string(first - 1) +
                " (tally.enter by rock-1, B4): its container C-rock was not opened before");
  EXPECT_EQ(check.words, "compared: 8 tallies");
}

TEST(CustodyCheck, ATallyOfAStoppedContainerFailsUntilItsIncidentIsResolved) {
  BundleParts parts = test::counted_parts();
  parts.restate(parts.find("container.open", 1), "seal", "7");
  const std::uint64_t incident = parts.find("container.open", 1);
  parts.say("incident.resolve", "rock-clerk", {{"incident", incident}, {"words", "resealed"}});
  BundleParts resolved = parts;
  move_entry(resolved, resolved.entries.size() - 1, resolved.find("tally.enter"));
  EXPECT_EQ(test::failures_of(resolved), "");
  move_entry(parts, parts.entries.size() - 1, parts.find("container.close"));
  EXPECT_EQ(test::failures_of(parts), "V21");
  EXPECT_NE(
      custody_of(parts).faults.at(0).words.find(
          "its container C-rock was stopped by the incident of entry " + std::to_string(incident)),
      std::string::npos);
}

TEST(CustodyCheck, ATallyOfAContainerThatWasNotRecordedFailsWhereOthersWere) {
  BundleParts parts = without_containers("rock");
  parts.entries.insert(
      parts.entries.begin() + static_cast<std::ptrdiff_t>(parts.find("tally.enter")),
      ledger::sign_entry({"container.record",
                          {{"container", "C9"}, {"county", "rock"}, {"seal", "1"}},
                          "rock-clerk",
                          "nine",
                          "2016-11-28T10:00:00Z"},
                         test::kOrigin, test::key_of("rock-clerk")));
  EXPECT_EQ(test::failures_of(parts), "V21");
  EXPECT_NE(custody_of(parts).faults.at(0).words.find(
                "its container C-rock was not recorded, and others of rock were"),
            std::string::npos);
}

TEST(CustodyCheck, CountiesWithoutContainersAreNotCheckedAndNumbered) {
  BundleParts parts = without_containers("rock");
  EXPECT_EQ(test::failures_of(parts), "");
  Check check = custody_of(parts);
  EXPECT_EQ(check.outcome, Outcome::NotChecked);
  EXPECT_EQ(check.words,
            "1 container recorded (1 of them only after the inputs were published), 1 opened; 6 "
            "tallies compared with the opening of their "
            "container. NOT CHECKED: 1 county records no container (2 tallies rest on no seal of "
            "this ledger)");
  parts = without_containers("C-");
  check = custody_of(parts);
  EXPECT_EQ(check.outcome, Outcome::NotChecked);
  EXPECT_NE(check.words.find("NOT CHECKED: 2 counties record no container (8 tallies rest on no"),
            std::string::npos)
      << check.words;
}

TEST(CustodyCheck, TalliesBeforeTheFirstContainerOfTheirCountyAreToldApart) {
  BundleParts parts = test::counted_parts();
  for (const char* kind : {"container.open", "container.record"}) {
    move_entry(parts, parts.find(kind, 1), parts.find("tally.enter", 7));
  }
  EXPECT_EQ(test::failures_of(parts), "");
  const Check check = custody_of(parts);
  EXPECT_EQ(check.outcome, Outcome::NotChecked);
  EXPECT_NE(check.words.find("NOT CHECKED: 1 county recorded its first after tallies (2 tallies"),
            std::string::npos)
      << check.words;
}

TEST(CustodyCheck, AWithheldTallyIsComparedToo) {
  BundleParts parts = test::small_parts();
  EXPECT_EQ(test::failures_of(parts), "");
  const std::uint64_t open = parts.find("container.open");
  parts.restate(open, "container", "C-none");
  const Check check = custody_of(parts);
  EXPECT_EQ(check.outcome, Outcome::Failed);
  EXPECT_TRUE(std::ranges::any_of(check.faults, [&](const Fault& fault) {
    return fault.position && parts.hidden.contains(*fault.position) &&
           fault.words.ends_with(
               "(tally.enter, B5, withheld): its container C-dane was not opened "
               "before");
  }));
}

}  // namespace
}  // namespace recanvass::verify
