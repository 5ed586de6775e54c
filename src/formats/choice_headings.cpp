#include "formats/choice_headings.h"

#include "formats/choice_titles.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace recanvass::formats {
namespace {

using election::CardContest;

bool is_letter_or_digit(char byte) {
  return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
         (byte >= 'A' && byte <= 'Z') || static_cast<unsigned char>(byte) >= 0x80U;
}

// A reader takes a long dash for a word: "Mayor – Choice – 1" has no number behind "Choice".
std::string without_ranks(std::string_view title) {
  constexpr std::string_view kApart = " \xE2\x80\x93 ";
  std::string made;
  for (std::size_t at = 0; at < title.size();) {
    std::size_t end = at;
    while (end < title.size() && is_letter_or_digit(title[end])) ++end;
    if (end == at) {
      made += title[at++];
      continue;
    }
    std::string_view word = title.substr(at, end - at);
    std::string_view number;
    const std::size_t digits = word.find_first_of("0123456789");
    if (digits != std::string_view::npos && digits > 0) {
      number = word.substr(digits);
      word = word.substr(0, digits);
    }
    const bool of_ranks = rank_title_of(fmt::format("{} 1", word)).has_value();
    if (of_ranks && !made.empty()) made += kApart;
    made += word;
    if (of_ranks && (end < title.size() || !number.empty())) made += kApart;
    made += number;
    at = end;
  }
  std::string spaced;
  for (const char byte : made) {
    if (byte != ' ' || !spaced.ends_with(' ')) spaced += byte;
  }
  return spaced;
}

// Whether the reader takes the heading for the contest's own and its title for what it is.
bool is_title(const std::string& heading) {
  return cell_role_of(heading) == CellRole::Choice && !rank_title_of(heading) &&
         on_one_line(trimmed(heading)) == heading;
}

bool is_ranked_title(const std::string& title) {
  const std::string heading = fmt::format("{} Choice 1", title);
  const auto read = rank_title_of(heading);
  return cell_role_of(heading) == CellRole::Choice && read && read->contest == title &&
         on_one_line(heading) == heading;
}

class HeadingMaker {
 public:
  std::string title_of(const CardContest& contest, const std::string& name, std::size_t number) {
    const bool ranked = contest.ranks > 0;
    const std::string whole = on_one_line(trimmed(name));
    const std::string apart = ranked ? whole : without_ranks(whole);
    const auto numbered = [&](const std::string& title) {
      return fmt::format("{} [contest {}]", title, number);
    };
    for (const std::string& title : {name, apart, numbered(whole), numbered(apart)}) {
      const bool read = ranked ? is_ranked_title(title) : is_title(title) && !continues(title);
      if (!read || taken_.contains(title)) continue;
      taken_.insert(title);
      before_ = ranked ? std::string() : title;
      return title;
    }
    before_.clear();
    return fmt::format("[contest {}]", number);  // nothing of the title is left as a title
  }

 private:
  // Neighbours that differ by a number only may be votes of one contest.
  [[nodiscard]] bool continues(const std::string& title) const {
    const std::array<std::string, 2> both = {before_, title};
    return !before_.empty() && numbered_titles(both).has_value();
  }

  std::set<std::string> taken_;
  std::string before_;  // the heading on the left; empty: of ranks, or none
};

}  // namespace

ContestHeadings contest_headings(std::span<const CardContest> contests,
                                 std::span<const std::string> names) {
  ContestHeadings headings;
  HeadingMaker maker;
  for (std::size_t i = 0; i < contests.size(); ++i) {
    const CardContest& contest = contests[i];
    const std::string title = maker.title_of(contest, names[i], i + 1);
    headings.changed += title != names[i] ? 1U : 0U;
    const auto columns =
        static_cast<std::size_t>(std::max(1, contest.ranks > 0 ? contest.ranks : contest.vote_for));
    std::vector<std::string> own;
    // Columns without a heading are further votes of the contest on their left.
    for (std::size_t column = 1; column <= columns; ++column) {
      own.push_back(contest.ranks > 0 ? fmt::format("{} Choice {}", title, column)
                    : column > 1      ? std::string()
                                      : title);
    }
    headings.columns.push_back(std::move(own));
  }
  return headings;
}

}  // namespace recanvass::formats
