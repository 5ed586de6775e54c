#include "election/join_cards.h"

#include "base/check.h"
#include "base/look_of_name.h"
#include "election/card_builder.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>

namespace recanvass::election {
namespace {

// A contest of the joined store, as far as it is known from the parts so far.
struct Joined {
  CardContest contest;
  std::string title;  // as the first part has it
  std::size_t most_marks = 0;  // on a card of a part that does not say how many are allowed
  std::vector<std::string> labels;
  std::map<std::string, std::string> ids;  // of choices, by their look
};

std::string look_of_choice(const CardChoice& choice) {
  return choice.kind == CardChoiceKind::WriteIn ? std::string() : base::folded_name(choice.name);
}

std::set<std::string> printed_choices(const CardContest& contest) {
  std::set<std::string> looks;
  for (const CardChoice& choice : contest.choices) {
    if (choice.kind == CardChoiceKind::Named) looks.insert(look_of_choice(choice));
  }
  return looks;
}

// Names that stand twice in one contest cannot say which choice of another part is meant.
bool has_names_once(const CardContest& contest) {
  std::set<std::string> looks;
  return std::ranges::all_of(contest.choices, [&](const CardChoice& choice) {
    return looks.insert(look_of_choice(choice)).second;
  });
}

std::size_t most_marks_unlimited(const CardContest& contest, const MarkingTable& markings) {
  std::size_t most = 0;
  for (std::uint32_t code = 0; contest.vote_for == 0 && code < markings.size(); ++code) {
    most = std::max(most, markings.at(code).marks.size());
  }
  return most;
}

// A part that does not say how many may be marked fits one that does, unless a card has more: that
// would be an overvote here and votes there.
bool votes_fit(const Joined& joined, const CardContest& contest, std::size_t most_marks) {
  const std::int32_t known = std::max(joined.contest.vote_for, contest.vote_for);
  if (joined.contest.vote_for > 0 && contest.vote_for > 0) {
    return joined.contest.vote_for == contest.vote_for;
  }
  return known == 0 || contest.ranks > 0 ||
         std::max(joined.most_marks, most_marks) <= static_cast<std::size_t>(known);
}

bool are_described_alike(const Joined& joined, const CardContest& contest) {
  const auto mine = printed_choices(joined.contest);
  const auto theirs = printed_choices(contest);
  return joined.contest.ranks == contest.ranks && joined.contest.vote_unit == contest.vote_unit &&
         !mine.empty() && !theirs.empty() && has_names_once(joined.contest) &&
         has_names_once(contest) &&
         (std::ranges::includes(mine, theirs) || std::ranges::includes(theirs, mine));
}

class Joining {
 public:
  void add(const LabelledCards& part) {
    const CardStore& cards = *part.cards;
    CardNames names = cards.names();
    std::set<const Joined*> taken;
    for (std::uint32_t i = 0; i < names.contests.size(); ++i) {
      CardContest& contest = names.contests[i];
      place(contest, most_marks_unlimited(contest, cards.markings(i)), part.label, taken);
    }
    for (auto* list : {&names.tabulators, &names.precincts, &names.styles}) {
      for (std::string& name : *list) {
        if (!name.empty()) name = part.label + "/" + name;
      }
    }
    // Batches of machines that the export does not name would meet under one empty name.
    if (!names.tabulators.empty()) names.tabulators[0] = part.label;
    builder_.append(cards, names);
  }

  JoinedCards finish() {
    for (std::uint32_t i = 0; i < joined_.size(); ++i) {
      const CardContest& contest = joined_[i]->contest;
      builder_.describe(i, contest.vote_for, contest.ranks);
    }
    JoinedCards joined{builder_.finish(), {}};
    for (const auto& one : joined_) {
      if (one->labels.size() > 1) {
        joined.remarks.push_back(fmt::format("\"{}\" is one contest in {}", one->contest.name,
                                             fmt::join(one->labels, ", ")));
      }
    }
    for (const auto& [title, labels] : apart_) {
      joined.remarks.push_back(
          fmt::format("\"{}\" is described otherwise in {}: contests of their own", title,
                      fmt::join(labels, ", ")));
    }
    return joined;
  }

 private:
  // Gives the contest the ids of the one that it is part of, or ids of its own.
  void place(CardContest& contest, std::size_t most_marks, const std::string& label,
             std::set<const Joined*>& taken) {
    const auto same_title = [look = base::folded_name(contest.name)](const auto& one) {
      return base::folded_name(one->title) == look;
    };
    const auto found = std::ranges::find_if(joined_, [&](const auto& one) {
      return !taken.contains(one.get()) && same_title(one) &&
             votes_fit(*one, contest, most_marks) && are_described_alike(*one, contest);
    });
    if (found != joined_.end()) {
      taken.insert(found->get());
      meet(**found, contest, most_marks, label);
      return;
    }
    auto own = std::make_unique<Joined>();
    own->title = contest.name;
    own->most_marks = most_marks;
    if (std::ranges::any_of(joined_, same_title)) {
      apart_[contest.name].push_back(label);
      contest.name = fmt::format("{} ({})", contest.name, label);
    }
    if (!ids_.insert(contest.id.text).second) {
      contest.id.text = label + "/" + contest.id.text;
      while (!ids_.insert(contest.id.text).second) contest.id.text += "'";
    }
    own->contest = contest;
    own->labels = {label};
    for (const CardChoice& choice : contest.choices) {
      own->ids.emplace(look_of_choice(choice), choice.id.text);
    }
    taken.insert(own.get());
    joined_.push_back(std::move(own));
  }

  static void meet(Joined& joined, CardContest& contest, std::size_t most_marks,
                   const std::string& label) {
    std::set<std::string> used;
    for (const auto& [look, id] : joined.ids) used.insert(id);
    for (CardChoice& choice : contest.choices) {
      const auto known = joined.ids.find(look_of_choice(choice));
      if (known != joined.ids.end()) {
        choice.id.text = known->second;
        continue;
      }
      if (!used.insert(choice.id.text).second) choice.id.text = label + "/" + choice.id.text;
      used.insert(choice.id.text);
      joined.ids.emplace(look_of_choice(choice), choice.id.text);
      joined.contest.choices.push_back(choice);
    }
    contest.id = joined.contest.id;
    contest.name = joined.contest.name;
    const std::int32_t vote_for = std::max(contest.vote_for, joined.contest.vote_for);
    contest.vote_for = joined.contest.vote_for = vote_for;
    joined.most_marks = std::max(joined.most_marks, most_marks);
    joined.labels.push_back(label);
  }

  CardStoreBuilder builder_;
  std::vector<std::unique_ptr<Joined>> joined_;  // in the order of the store
  std::set<std::string> ids_;
  std::map<std::string, std::vector<std::string>> apart_;  // labels by title
};

}  // namespace

JoinedCards join_cards(const std::vector<LabelledCards>& parts) {
  RECANVASS_CHECK(!parts.empty());
  Joining joining;
  for (const LabelledCards& part : parts) joining.add(part);
  return joining.finish();
}

}  // namespace recanvass::election
