#include "election/told_contests.h"

#include "base/check.h"
#include "election/card_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

namespace recanvass::election {
namespace {

// "Ann" of "Ann (DEM)".
std::string_view without_party_behind(std::string_view name) {
  const std::size_t open = name.rfind(" (");
  return open == std::string_view::npos || !name.ends_with(')') ? name : name.substr(0, open);
}

ToldContest as_it_is(const CardContest& contest, std::uint32_t index) {
  ToldContest told{index, {contest}, {}};
  for (std::size_t i = 0; i < contest.choices.size(); ++i) {
    told.choices.emplace_back(0, static_cast<ChoiceIndex>(i));
  }
  return told;
}

// Makes the markings of one contest those of what it is told to be.
class Retelling {
 public:
  Retelling(const MarkingTable& markings, const ToldContest& told)
      : markings_(markings), told_(told), codes_(markings.size()) {}

  // The code in each of the contests, which are at `first` of the builder and behind it.
  const std::vector<std::uint32_t>& codes_of(std::uint32_t code, CardStoreBuilder& builder,
                                             std::uint32_t first) {
    std::vector<std::uint32_t>& codes = codes_[code];
    for (std::size_t part = codes.size(); part < told_.into.size(); ++part) {
      const MarkingView marking = markings_.at(code);
      const std::vector<Mark> marks = marks_of(marking, part);
      auto& table = builder.markings(first + static_cast<std::uint32_t>(part));
      codes.push_back(table.code_of(state_of(marking, marks, told_.into[part]), marks));
    }
    return codes;
  }

 private:
  // Marks that are no choice's belong to each part, since nobody knows to which.
  [[nodiscard]] std::vector<Mark> marks_of(const MarkingView& marking, std::size_t part) const {
    std::vector<Mark> marks;
    for (Mark mark : marking.marks) {
      if (mark.choice < kChoiceLimit) {
        const auto [into, choice] = told_.choices[mark.choice];
        if (into != part) continue;
        mark.choice = choice;
      }
      const auto same = std::ranges::find_if(marks, [&](const Mark& known) {
        return known.choice == mark.choice && known.rank == mark.rank;
      });
      if (same == marks.end()) {
        marks.push_back(mark);
      } else {
        same->votes = std::max(same->votes, mark.votes);
      }
    }
    return marks;
  }

  [[nodiscard]] static MarkingState state_of(const MarkingView& marking,
                                             const std::vector<Mark>& marks,
                                             const CardContest& contest) {
    const bool said = !marking.marks.empty();
    if (marking.state == MarkingState::Redacted || !said) return marking.state;
    if (marks.empty()) return MarkingState::Blank;
    const bool fewer = marks.size() < marking.marks.size();
    const bool allowed = contest.ranks == 0 && contest.vote_for > 0 &&
                         marks.size() <= static_cast<std::size_t>(contest.vote_for);
    return fewer && allowed ? MarkingState::Marked : marking.state;
  }

  const MarkingTable& markings_;
  const ToldContest& told_;
  std::vector<std::vector<std::uint32_t>> codes_;  // by code, then by part
};

// What the cards of a chunk say: the contests and codes of each card.
std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> said_by_cards(
    const CardChunk& chunk) {
  std::vector<std::vector<std::pair<std::uint32_t, std::uint32_t>>> said(chunk.cards());
  for (const ContestColumn& column : chunk.columns()) {
    column.for_each_card([&](std::uint32_t row, std::uint32_t card) {
      said[card].emplace_back(column.contest, column.codes[row]);
    });
  }
  return said;
}

class StoreMaking {
 public:
  StoreMaking(const CardStore& store, const std::vector<ToldContest>& told) : store_(store) {
    for (std::uint32_t i = 0; i < store.contests().size(); ++i) {
      const auto found = std::ranges::find(told, i, &ToldContest::contest);
      told_.push_back(found == told.end() ? as_it_is(store.contests()[i], i) : *found);
    }
    for (std::uint32_t i = 0; i < told_.size(); ++i) {
      RECANVASS_CHECK(told_[i].choices.size() == store.contests()[i].choices.size());
      first_.push_back(0);
      for (std::size_t part = 0; part < told_[i].into.size(); ++part) {
        CardContest contest = told_[i].into[part];
        while (!ids_.insert(contest.id.text).second) contest.id.text += "'";
        const std::uint32_t number = builder_.add_contest(std::move(contest));
        if (part == 0) first_.back() = number;
      }
      retellings_.emplace_back(store.markings(i), told_[i]);
    }
  }

  CardStore make() {
    const CardNames& names = store_.names();
    for (const CardProfile& profile : names.profiles) {
      profiles_.push_back(
          builder_.profile({builder_.style(names.styles[profile.style]),
                            builder_.precinct(names.precincts[profile.precinct]),
                            builder_.counting_group(names.counting_groups[profile.counting_group]),
                            profile.adjudicated}));
    }
    for (const CardBatch& batch : names.batches) {
      const std::uint32_t tabulator = builder_.tabulator(names.tabulators[batch.tabulator]);
      batches_.push_back(builder_.batch(tabulator, batch.name));
    }
    for (std::uint32_t i = 0; i < store_.chunks().size(); ++i) add_chunk(i);
    for (const RedactedRow& row : store_.redacted()) add_totals(row);
    return builder_.finish();
  }

 private:
  void add_chunk(std::uint32_t index) {
    const CardChunk& chunk = store_.chunks()[index];
    const auto said = said_by_cards(chunk);
    for (std::uint32_t card = 0; card < chunk.cards(); ++card) {
      const CardPlace place{index, card};
      const std::string imprinted = store_.imprinted_id(place);
      const std::string record = store_.record_id(place);
      builder_.add_card({profiles_[chunk.profiles()[card]], batches_[chunk.run_of(card).batch],
                         chunk.position_of(card), chunk.starts_ballot(card), imprinted, record});
      for (const auto& [contest, code] : said[card]) {
        std::uint32_t into = first_[contest];
        for (const std::uint32_t new_code :
             retellings_[contest].codes_of(code, builder_, first_[contest])) {
          RECANVASS_CHECK(builder_.add_marking(into++, new_code));
        }
      }
    }
  }

  void add_totals(const RedactedRow& row) {
    std::map<std::pair<std::uint32_t, ChoiceIndex>, VoteCount> sums;
    for (const RedactedRow::Votes& votes : row.votes) {
      const auto [into, choice] = told_[votes.contest].choices[votes.choice];
      sums[{first_[votes.contest] + static_cast<std::uint32_t>(into), choice}] += votes.votes;
    }
    RedactedRow made{row.label, row.cards, {}};
    for (const auto& [where, votes] : sums) {
      made.votes.push_back({where.first, where.second, votes});
    }
    builder_.add_redacted(std::move(made));
  }

  const CardStore& store_;
  std::set<std::string> ids_;
  std::vector<ToldContest> told_;        // of every contest
  std::vector<std::uint32_t> first_;     // contest of the builder, by contest of the store
  std::vector<Retelling> retellings_;    // by contest of the store
  std::vector<std::uint32_t> profiles_;  // of the builder
  std::vector<std::uint32_t> batches_;   // of the builder
  CardStoreBuilder builder_;
};

}  // namespace

std::vector<PartyLines> party_lines_of(const CardContest& contest) {
  std::vector<PartyLines> all;
  std::map<std::string_view, std::size_t> known;
  for (std::size_t i = 0; i < contest.choices.size(); ++i) {
    const CardChoice& choice = contest.choices[i];
    if (choice.kind != CardChoiceKind::Named) continue;
    const std::string_view name = without_party_behind(choice.name);
    const auto [entry, is_new] = known.try_emplace(name, all.size());
    if (is_new) all.push_back({std::string(name), {}});
    all[entry->second].lines.push_back(static_cast<ChoiceIndex>(i));
  }
  std::erase_if(all, [](const PartyLines& one) { return one.lines.size() < 2; });
  return all;
}

ToldContest with_lines_added(const CardContest& contest, std::uint32_t index) {
  ToldContest told{index, {contest}, {}};
  std::vector<CardChoice>& made = told.into[0].choices;
  made.clear();
  const auto lines = party_lines_of(contest);
  const auto line_of = [&](std::size_t choice) {
    return std::ranges::find_if(lines, [&](const PartyLines& one) {
      return std::ranges::find(one.lines, choice) != one.lines.end();
    });
  };
  for (std::size_t i = 0; i < contest.choices.size(); ++i) {
    const auto of = line_of(i);
    if (of == lines.end() || of->lines[0] == i) {
      told.choices.emplace_back(0, static_cast<ChoiceIndex>(made.size()));
      made.push_back(contest.choices[i]);
      if (of != lines.end()) made.back().name = of->name;
      continue;
    }
    const ChoiceIndex first = told.choices[of->lines[0]].second;
    told.choices.emplace_back(0, first);
    made[first].id.text += "+" + contest.choices[i].id.text;
  }
  return told;
}

std::optional<ToldContest> split_before(const CardContest& contest, std::uint32_t index,
                                        ChoiceIndex second) {
  if (second == 0 || second >= contest.choices.size()) return std::nullopt;
  ToldContest told{index, {contest, contest}, {}};
  const std::string behind = fmt::format(" (from {})", contest.choices[second].name);
  told.into[1].id.text += behind;
  told.into[1].name += behind;
  for (CardContest& part : told.into) part.choices.clear();
  for (std::size_t i = 0; i < contest.choices.size(); ++i) {
    const std::size_t part = i < second ? 0 : 1;
    auto& choices = told.into[part].choices;
    told.choices.emplace_back(part, static_cast<ChoiceIndex>(choices.size()));
    choices.push_back(contest.choices[i]);
  }
  return told;
}

CardStore retold(const CardStore& store, const std::vector<ToldContest>& told) {
  return StoreMaking(store, told).make();
}

}  // namespace recanvass::election
