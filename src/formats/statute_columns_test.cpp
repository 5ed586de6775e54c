// The typed statutes against the table they were made from: no column is lost on the way. The table
// is bulk data beside the checkout; without it the test is skipped.
#include "formats/statute_reader.h"
#include "law/token.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace recanvass::formats {
namespace {

using Row = std::map<std::string, std::string>;

std::vector<Row> read_rows(std::istream& in) {
  std::vector<std::vector<std::string>> lines(1, std::vector<std::string>(1));
  bool quoted = false;
  for (char c = 0; in.get(c);) {
    auto& cell = lines.back().back();
    if (c == '"') {
      if (quoted && in.peek() == '"')
        cell += static_cast<char>(in.get());
      else
        quoted = !quoted;
    } else if (c == ',' && !quoted) {
      lines.back().emplace_back();
    } else if (c == '\n' && !quoted) {
      lines.emplace_back(1);
    } else if (c != '\r') {
      cell += c;
    }
  }
  std::vector<Row> rows;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].size() != lines[0].size()) continue;
    Row row;
    for (std::size_t j = 0; j < lines[0].size(); ++j) row[lines[0][j]] = lines[i][j];
    rows.push_back(std::move(row));
  }
  return rows;
}

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

std::string joined(const std::vector<std::string>& list) {
  std::string text;
  for (const std::string& each : list) text += (text.empty() ? "" : "|") + each;
  return text;
}

/// Every percentage and number of votes that tiers name, as the table writes them.
std::set<std::string> numbers_of(const std::vector<law::Tier>& tiers) {
  std::set<std::string> numbers;
  for (const law::Tier& tier : tiers) {
    for (const law::Limit& limit : tier.any_of) {
      for (const law::Limb& limb : limit.limbs) {
        if (const auto* share = std::get_if<law::MarginShare>(&limb)) {
          std::string percent = base::percent_text(share->share);
          percent.pop_back();
          numbers.insert(percent + "% " + law::name_of(share->base));
        } else {
          numbers.insert(std::to_string(std::get<law::MarginVotes>(limb).votes.value()));
        }
      }
    }
  }
  return numbers;
}

void expect_threshold(const Row& row, const std::string& percent, const std::string& votes,
                      const std::string& denominator, const std::vector<law::Tier>& tiers) {
  const auto numbers = numbers_of(tiers);
  if (!row.at(percent).empty()) {
    EXPECT_TRUE(numbers.count(row.at(percent) + "% " + row.at(denominator))) << percent;
  }
  if (!row.at(votes).empty()) {
    EXPECT_TRUE(numbers.count(row.at(votes))) << votes;
  }
}

const char* unit_name(law::ClockUnit unit) {
  switch (unit) {
    case law::ClockUnit::CalendarDays: return "calendar_days";
    case law::ClockUnit::BusinessDays: return "business_days";
    case law::ClockUnit::Hours: return "hours";
    case law::ClockUnit::NthWeekday: return "weekday_rule";
    case law::ClockUnit::BeforeEvent: return "before_event";
  }
  return "";
}

bool has_term(const Row& row, const std::string& prefix, const law::RecountStatute& statute) {
  for (const law::DeadlineRule& rule : statute.petition.deadlines) {
    for (const law::Term& term : rule.terms) {
      const std::string& value = row.at(prefix + "_value");
      const bool number = value.empty() || value == "0" || value == std::to_string(term.amount);
      const std::string time = term.time ? term.time->text() : "";
      if (number && row.at(prefix + "_unit") == unit_name(term.unit) &&
          row.at(prefix + "_event") == term.event && row.at(prefix + "_time") == time) {
        return true;
      }
    }
  }
  return false;
}

std::multiset<std::string> words_in(const std::string& text) {
  std::multiset<std::string> words;
  std::istringstream in(text);
  for (std::string word; in >> word;) {
    while (!word.empty() && (word.back() == '.' || word.back() == ';' || word.back() == ':')) {
      word.pop_back();
    }
    words.insert(word);
  }
  return words;
}

/// Not a word of the notes is lost where what happened under a rule stands apart, with its day.
void expect_notes(const Row& row, const law::RecountStatute& statute) {
  const std::string kept =
      law::with_notes_known(statute.notes, statute.later_notes, " ", std::nullopt);
  EXPECT_EQ(words_in(row.at("notes") + " " + row.at("completion_deadline_rule")),
            words_in(kept + " " + statute.completion.words))
      << statute.id;
}

void expect_text_columns(const Row& row, const law::RecountStatute& statute) {
  EXPECT_EQ(row.at("valid_from"), law::text_of(statute.in_force.from));
  EXPECT_EQ(row.at("valid_from_precision"), law::name_of(statute.in_force.from.precision));
  EXPECT_EQ(row.at("valid_to"), law::text_of(statute.in_force.to));
  EXPECT_EQ(row.at("valid_to_precision"), law::name_of(statute.in_force.to.precision));
  EXPECT_EQ(row.at("statute_citation"), statute.citation);
  EXPECT_EQ(row.at("source"), statute.source);
  EXPECT_EQ(row.at("source_date"), statute.source_date);
  EXPECT_EQ(row.at("confidence"), law::name_of(statute.confidence));
  expect_notes(row, statute);
  EXPECT_EQ(row.at("method"), statute.method);
  EXPECT_EQ(row.at("tie_rule"), statute.tie_rule);
  EXPECT_EQ(row.at("partial_recount_allowed"), statute.partial);
  EXPECT_EQ(row.at("official_initiated"), statute.official_initiated);
  EXPECT_EQ(row.at("second_stage") == "none" || row.at("second_stage").empty()
                ? ""
                : row.at("second_stage"),
            statute.second_stage);
  EXPECT_EQ(row.at("payer_rule"), statute.payer);
  EXPECT_EQ(row.at("fee_type"), statute.fee.kind);
  EXPECT_EQ(row.at("refund_rule"), joined(statute.refund));
  EXPECT_EQ(row.at("filed_with"), statute.petition.filed_with);
  EXPECT_EQ(row.at("petition_ground"), statute.petition.ground);
  std::vector<std::string> who;
  for (const auto& each : statute.petition.who) who.push_back(law::name_of(each));
  EXPECT_EQ(row.at("who_may_petition"), joined(who));
}

TEST(StatuteColumns, EveryColumnOfTheTableIsInTheTypedStatute) {
  const std::string path = std::string(RECANVASS_SHARED_DIR) + "/data/recount-law/recount_law.csv";
  std::ifstream file(path);
  if (!file) GTEST_SKIP() << "missing: " << path;
  const law::KnowledgeBase base = built_in_knowledge();
  const auto rows = read_rows(file);
  EXPECT_EQ(rows.size(), 88U);
  EXPECT_EQ(base.statutes().size(), rows.size());
  const base::Date election = base::Date::of(2016, 11, 8);
  for (const Row& row : rows) {
    SCOPED_TRACE(row.at("row_id"));
    const auto& all = base.statutes();
    const auto found = std::find_if(all.begin(), all.end(), [&](const law::RecountStatute& each) {
      return each.id == "us-" + lower(row.at("row_id"));
    });
    ASSERT_NE(found, all.end());
    const law::RecountStatute& statute = *found;
    expect_text_columns(row, statute);
    EXPECT_EQ(row.at("in_force_2016") == "yes",
              base.in_force(statute.jurisdiction, election) == &statute);
    EXPECT_EQ(row.at("latest_known") == "yes",
              statute.in_force.to.precision == law::DayPrecision::Open);
    EXPECT_EQ(row.at("automatic") == "yes", statute.automatic.exists == law::Verdict::Yes);
    EXPECT_EQ(row.at("automatic_tie_only") == "yes", statute.automatic.tie_only);
    EXPECT_EQ(row.at("petition_allowed") == "yes", statute.petition.exists == law::Verdict::Yes);
    expect_threshold(row, "automatic_threshold_percent", "automatic_threshold_votes",
                     "threshold_denominator", statute.automatic.tiers);
    expect_threshold(row, "petition_margin_limit_percent", "petition_margin_limit_votes",
                     "petition_margin_denominator", statute.petition.tiers);
    expect_threshold(row, "fee_free_threshold_percent", "fee_free_threshold_votes",
                     "fee_free_denominator", statute.fee.free);
    // California's five days are counted from the 31st day on: days 31 to 35.
    if (!row.at("petition_deadline_unit").empty() && row.at("row_id") != "CA-2016") {
      EXPECT_TRUE(has_term(row, "petition_deadline", statute));
    }
    if (!row.at("president_deadline_unit").empty()) {
      EXPECT_TRUE(has_term(row, "president_deadline", statute));
    }
    if (!row.at("completion_deadline_value").empty()) {
      ASSERT_TRUE(statute.completion.term.has_value());
      EXPECT_EQ(row.at("completion_deadline_value"),
                std::to_string(statute.completion.term->amount));
      EXPECT_EQ(row.at("completion_deadline_unit"), unit_name(statute.completion.term->unit));
      EXPECT_EQ(row.at("completion_deadline_event"), statute.completion.term->event);
    }
    if (!row.at("fee_amount_usd").empty()) {
      ASSERT_TRUE(statute.fee.amount.has_value());
      EXPECT_EQ(base::Rational::parse(row.at("fee_amount_usd")).value() * base::Rational{100},
                base::Rational{statute.fee.amount->value()});
    }
    if (row.at("fee_unit") != "n/a" && !row.at("fee_unit").empty()) {
      ASSERT_TRUE(statute.fee.unit.has_value());
      EXPECT_EQ(row.at("fee_unit"), law::name_of(*statute.fee.unit));
    }
  }
}

}  // namespace
}  // namespace recanvass::formats
