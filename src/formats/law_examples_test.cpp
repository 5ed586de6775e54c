// Published and synthetic contests against the statutes that ship with the program, by name.
#include "base/rational.h"
#include "formats/statute_reader.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <string>

namespace recanvass::formats {
namespace {

using law::Verdict;

struct LawExample {
  std::map<std::string, std::string> fields;

  [[nodiscard]] std::optional<election::VoteCount> votes(const char* column) const {
    const std::string& text = fields.at(column);
    if (text.empty()) return std::nullopt;
    const auto number = base::Rational::parse(text);
    return election::VoteCount{number.value().numerator()};
  }
};

std::vector<std::string> split_line(const std::string& line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (const char c : line) {
    if (c == '"')
      quoted = !quoted;
    else if (c == ',' && !quoted)
      cells.emplace_back();
    else
      cells.back() += c;
  }
  return cells;
}

std::vector<LawExample> law_examples() {
  std::ifstream file(std::string(RECANVASS_SOURCE_DIR) + "/tests/vectors/law_examples.csv");
  std::string line;
  std::getline(file, line);
  const auto header = split_line(line);
  std::vector<LawExample> examples;
  while (std::getline(file, line)) {
    const auto cells = split_line(line);
    LawExample example;
    for (std::size_t i = 0; i < header.size(); ++i) example.fields[header[i]] = cells.at(i);
    examples.push_back(std::move(example));
  }
  return examples;
}

law::Facts facts_of(const LawExample& example, const law::RecountStatute& statute) {
  law::Facts facts;
  facts.office = *election::office_named(example.fields.at("office"));
  facts.type = *election::election_type_named(example.fields.at("election"));
  facts.reported_margin = example.votes("margin_votes");
  facts.total_votes = example.votes("votes_total");
  if (example.fields.at("contest").find("defeated") != std::string::npos) {
    facts.measure_defeated = true;
  }
  const auto winner = example.votes("winner_votes");
  const bool of_two = !statute.automatic.tiers.empty() || !statute.petition.tiers.empty();
  if (winner) {
    facts.leader_votes = winner;
  } else if (of_two) {
    // Only the difference is published, and the total is that of the two compared.
    const std::int64_t sum = facts.total_votes->value();
    facts.leader_votes = election::VoteCount{(sum + facts.reported_margin->value() + 1) / 2};
  }
  if (facts.leader_votes) {
    facts.winner_votes = facts.leader_votes;
    facts.runner_up_votes = *facts.leader_votes - *facts.reported_margin;
  }
  if (const auto petitioner = example.votes("petitioner_votes")) {
    facts.petitioner = law::Facts::Petitioner{petitioner, std::nullopt, 4};
  }
  return facts;
}

void expect_answer(const std::string& expected, const law::Answer& answer) {
  const law::Petition& petition = answer.petition;
  if (expected == "automatic") {
    EXPECT_EQ(answer.automatic, Verdict::Yes) << answer.automatic_words;
  } else if (expected == "no_automatic") {
    EXPECT_EQ(answer.automatic, Verdict::No) << answer.automatic_words;
  } else if (expected == "petition_free") {
    EXPECT_EQ(petition.allowed, Verdict::Yes) << petition.allowed_words;
    EXPECT_EQ(petition.free, Verdict::Yes) << petition.free_words;
  } else if (expected == "petition_fee") {
    EXPECT_EQ(petition.allowed, Verdict::Yes) << petition.allowed_words;
    EXPECT_EQ(petition.free, Verdict::No) << petition.free_words;
  } else if (expected == "petition_refused") {
    EXPECT_EQ(petition.allowed, Verdict::No) << petition.allowed_words;
  } else {
    FAIL() << "the table expects " << expected;
  }
}

TEST(LawExamples, EachPublishedAndSyntheticContestGetsItsKnownAnswer) {
  const law::KnowledgeBase base = built_in_knowledge();
  const auto examples = law_examples();
  EXPECT_EQ(examples.size(), 25U);
  for (const LawExample& example : examples) {
    SCOPED_TRACE(example.fields.at("statute") + ": " + example.fields.at("contest"));
    const law::RecountStatute* statute = nullptr;
    for (const law::RecountStatute& each : base.statutes()) {
      if (each.id == example.fields.at("statute")) statute = &each;
    }
    ASSERT_NE(statute, nullptr);
    const auto answer =
        law::apply(*statute, facts_of(example, *statute), base.calendars(), std::nullopt);
    expect_answer(example.fields.at("expected"), answer);
  }
}

}  // namespace
}  // namespace recanvass::formats
