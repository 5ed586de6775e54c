#include "workflow/board_vote.h"

#include "workflow/body.h"
#include "workflow/challenges.h"
#include "workflow/gates.h"
#include "workflow/use_case.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::workflow {
namespace {

std::int64_t members_saying(const std::map<std::string, std::string>& votes,
                            const std::string& word) {
  return std::count_if(votes.begin(), votes.end(),
                       [&](const auto& vote) { return vote.second == word; });
}

}  // namespace

const std::vector<std::string>& vote_words() {
  static const std::vector<std::string> words = {"for", "against", "abstain", "absent"};
  return words;
}

base::Problems vote_problems(const base::Json& votes) {
  base::Problems problems;
  bool somebody = false;
  for (auto it = votes.begin(); it != votes.end(); ++it) {
    const bool known = it->is_string() && std::find(vote_words().begin(), vote_words().end(),
                                                    it->get<std::string>()) != vote_words().end();
    somebody = somebody || *it == "for" || *it == "against";
    if (!known || it.key().empty()) {
      problems.push_back(refusal("vote.word", fmt::format("{}: {}", it.key(), it->dump()),
                                 fmt::format("one of: {}", fmt::join(vote_words(), ", ")),
                                 "Write {member: word}."));
    }
  }
  if (problems.empty() && !somebody) {
    problems.push_back(refusal("vote.members", "no vote for or against",
                               "the vote of at least one member", "Write {member: word}."));
  }
  return problems;
}

std::map<std::string, std::string> votes_in(const base::Json& body) {
  std::map<std::string, std::string> votes;
  const auto found = body.find("votes");
  if (found == body.end()) return votes;
  for (auto it = found->begin(); it != found->end(); ++it) {
    votes.emplace(it.key(), it->get<std::string>());
  }
  return votes;
}

bool carries(const std::map<std::string, std::string>& votes) {
  return members_saying(votes, "for") > members_saying(votes, "against");
}

std::string outcome_of(const std::map<std::string, std::string>& votes) {
  if (carries(votes)) return "carried";
  return members_saying(votes, "for") == members_saying(votes, "against") ? "tied" : "lost";
}

std::vector<Field> ruling_fields() {
  return {
      {"ruling",
       FieldType::Text,
       true,
       "Sustained: the challenge was right. Overruled: it was not.",
       {"sustained", "overruled"}},
      {"ruled_by", FieldType::Text, true, "Who ruled.", {"board", "court"}},
      {"words", FieldType::Text, true, "The ruling and its reason, in a sentence."},
      {"votes",
       FieldType::Record,
       false,
       "A board's vote by member: {member: for, against, abstain or absent}.",
       {},
       {},
       R"({"Ruth Adler":"for","Omar Diaz":"against","Ines Roy":"for"})"},
      {"supersedes", FieldType::Number, false, "Position of the ruling that this one replaces."},
      {"order", FieldType::Text, false, "Where a court ruled: id of its order."}};
}

base::Problems court_problems(const Operation& operation, const base::Json& body) {
  const std::string order = text_in(body, "order");
  if (text_in(body, "ruled_by") != "court") {
    if (order.empty()) return {};
    return {refusal("ruling.order", "order " + order, "no order, since a board ruled",
                    "Remove \"order\", or say that a court ruled.")};
  }
  if (!order.empty()) return order_is_known(operation, order);
  return {refusal("ruling.order", "a court's ruling without its order",
                  "\"order\": the id of an order that was recorded",
                  "Record it with order.record, then cite it.")};
}

std::optional<std::uint64_t> latest_ruling(const std::vector<Ruling>& rulings) {
  return rulings.empty() ? std::nullopt : std::optional(rulings.back().position);
}

base::Problems ruling_problems(const base::Json& body, std::optional<std::uint64_t> before) {
  base::Problems problems;
  const auto votes = body.find("votes");
  const bool by_board = text_in(body, "ruled_by") == "board";
  if (by_board != (votes != body.end())) {
    problems.push_back(refusal(
        "ruling.votes", by_board ? "a board's ruling without a vote" : "a court's with one",
        "the vote by member for a board's ruling, and only for one", "Add or remove \"votes\"."));
  } else if (by_board) {
    problems = vote_problems(*votes);
    if (problems.empty() && !carries(votes_in(body))) {
      problems.push_back(refusal("ruling.tied", "a vote that does not carry",
                                 "more for than against",
                                 "Without a majority nothing is ruled and it stays open."));
    }
  }
  const auto supersedes = maybe_number_in(body, "supersedes");
  const std::optional<std::int64_t> latest =
      before ? std::optional(static_cast<std::int64_t>(*before)) : std::nullopt;
  if (supersedes != latest) {
    problems.push_back(refusal(
        "ruling.supersedes", supersedes ? std::to_string(*supersedes) : "nothing",
        latest ? fmt::format("\"supersedes\": {}, what stands", *latest) : "no ruling to supersede",
        "A later ruling names the one that it replaces; nothing is overwritten."));
  }
  return problems;
}

Ruling ruling_in(const Event& event) {
  return {event.position,
          event.author,
          event.claimed_time,
          text_in(event.body, "ruling"),
          text_in(event.body, "ruled_by"),
          text_in(event.body, "words"),
          votes_in(event.body),
          std::nullopt,
          text_in(event.body, "order"),
          event.approved_by};
}

}  // namespace recanvass::workflow
