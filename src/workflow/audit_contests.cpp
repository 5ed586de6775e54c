#include "workflow/audit_contests.h"

#include "base/json.h"

#include <fmt/format.h>

namespace recanvass::workflow {
namespace {

using audit::PairVotes;
using base::Json;

constexpr const char* kSchema = "recanvass.audit-contests/1";
constexpr std::int64_t kCardsMost = 1'000'000'000'000;

// Takes values out of JSON and keeps what is wrong with them, by JSON pointer.
class Taker {
 public:
  explicit Taker(std::string file) : file_(std::move(file)) {}

  base::Problems problems;

  const Json& list(const Json& object, const std::string& at, const char* key) {
    static const Json kNone = Json::array();
    const auto found = member(object, key);
    if (found != nullptr && found->is_array()) return *found;
    wrong(at, key, found, "a list");
    return kNone;
  }
  std::int64_t whole(const Json& object, const std::string& at, const char* key) {
    const auto found = member(object, key);
    if (found != nullptr && found->is_number_integer()) {
      const auto number = found->get<std::int64_t>();
      if (number >= 0 && number <= kCardsMost) return number;
    }
    wrong(at, key, found, "a whole number, 0 or more");
    return 0;
  }
  std::string text(const Json& object, const std::string& at, const char* key) {
    const auto found = member(object, key);
    if (found != nullptr && found->is_string()) return found->get<std::string>();
    wrong(at, key, found, "a text");
    return {};
  }
  PairVotes votes(const Json& object, const std::string& at) {
    return {whole(object, at, "cards"), whole(object, at, "winner"), whole(object, at, "loser")};
  }
  void wrong(const std::string& at, const char* key, const Json* found, const char* wanted) {
    problems.push_back({"contests.field",
                        {file_, 0, at + "/" + key},
                        found == nullptr ? "nothing" : found->dump().substr(0, 60),
                        wanted,
                        "See docs/formats/audit-contests.md."});
  }

 private:
  static const Json* member(const Json& object, const char* key) {
    if (!object.is_object()) return nullptr;
    const auto found = object.find(key);
    return found == object.end() ? nullptr : &*found;
  }
  std::string file_;
};

// That a count is off by fewer than so many votes is shown as a lead of so many is: as many cards
// have to be read. What was recorded stays in the file.
void take_off_by(Taker& taker, const Json& json, const std::string& at,
                 audit::AssertionVotes& assertion) {
  const std::int64_t off = taker.whole(json, at, "off_by");
  const std::int64_t cards = assertion.recorded.cards;
  if (off < 1 || off > cards || assertion.recorded.other() < 0) {
    taker.wrong(at, "off_by", &json.at("off_by"),
                "1 to the recorded cards, with no more recorded votes than cards");
    return;
  }
  assertion.recorded = {cards, cards - (cards - off + 1) / 2, (cards - off) / 2};
}

audit::AssertionVotes take_assertion(Taker& taker, const Json& json, const std::string& at) {
  audit::AssertionVotes assertion;
  assertion.words = taker.text(json, at, "words");
  const bool has = json.is_object() && json.contains("recorded");
  if (has) assertion.recorded = taker.votes(json.at("recorded"), at + "/recorded");
  if (json.is_object() && json.contains("off_by")) take_off_by(taker, json, at, assertion);
  if (!json.is_object() || !json.contains("pools")) return assertion;
  std::size_t i = 0;
  for (const Json& pool : taker.list(json, at, "pools")) {
    const std::string here = fmt::format("{}/pools/{}", at, i++);
    assertion.pools.push_back({static_cast<std::uint32_t>(i - 1), taker.votes(pool, here)});
  }
  return assertion;
}

audit::PlanContest take_contest(Taker& taker, const Json& json, const std::string& at) {
  audit::PlanContest contest;
  contest.name = taker.text(json, at, "name");
  if (json.is_object() && json.contains("risk_limit")) {
    const Json& limit = json.at("risk_limit");
    const double share = limit.is_number() ? limit.get<double>() : 0.0;
    contest.risk_limit = share;
    if (!(share > 0.0 && share < 1.0)) {
      taker.wrong(at, "risk_limit", &limit, "a number between 0 and 1");
    }
  }
  std::size_t i = 0;
  for (const Json& assertion : taker.list(json, at, "assertions")) {
    contest.assertions.push_back(
        take_assertion(taker, assertion, fmt::format("{}/assertions/{}", at, i++)));
  }
  return contest;
}

audit::PlanStyle take_style(Taker& taker, const Json& json, const std::string& at) {
  audit::PlanStyle style;
  style.cards = taker.whole(json, at, "cards");
  for (const Json& contest : taker.list(json, at, "contests")) {
    const bool index = contest.is_number_unsigned() && contest.get<std::uint64_t>() < 1'000'000;
    if (index) {
      style.contests.push_back(contest.get<std::uint32_t>());
    } else {
      taker.wrong(at, "contests", &contest, "numbers of contests, from 0");
    }
  }
  return style;
}

}  // namespace

base::Result<audit::ContestsQuestion> read_audit_contests(std::string_view text,
                                                          const std::string& file,
                                                          const audit::ContestsQuestion& asked) {
  const auto parsed = base::parse_json(text, file);
  if (!parsed) return parsed.problems();
  Taker taker(file);
  if (!parsed->is_object() || parsed->value("schema", Json()) != kSchema) {
    return base::Problem{"contests.schema",
                         {file, 0, "/schema"},
                         "another kind of file",
                         fmt::format("\"{}\"", kSchema),
                         "See docs/formats/audit-contests.md."};
  }
  audit::ContestsQuestion question = asked;
  std::size_t i = 0;
  for (const Json& contest : taker.list(*parsed, "", "contests")) {
    question.contests.push_back(take_contest(taker, contest, fmt::format("/contests/{}", i++)));
  }
  i = 0;
  if (parsed->contains("styles")) {
    for (const Json& style : taker.list(*parsed, "", "styles")) {
      question.styles.push_back(take_style(taker, style, fmt::format("/styles/{}", i++)));
    }
  }
  if (taker.problems.empty() && question.contests.empty()) {
    taker.wrong("", "contests", nullptr, "at least one contest");
  }
  if (!taker.problems.empty()) return taker.problems;
  return question;
}

}  // namespace recanvass::workflow
