#include "formats/problem_list.h"

#include "base/nearest.h"
#include "formats/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>
#include <utility>

namespace recanvass::formats {
namespace {

constexpr std::size_t kQuotedMax = 120;

}  // namespace

void ProblemList::add(base::Problem problem) {
  std::size_t& seen = alike_[{problem.place.file, problem.cause}];
  if (++seen <= kAlikeMax) problems_.push_back(std::move(problem));
}

void ProblemList::add_all(const base::Problems& problems) {
  for (const base::Problem& problem : problems) add(problem);
}

void ProblemList::withdraw(std::string_view cause, const base::Place& place,
                           std::string_view wanted) {
  const auto found =
      std::find_if(problems_.rbegin(), problems_.rend(), [&](const base::Problem& problem) {
        return problem.cause == cause && problem.place.file == place.file &&
               problem.place.row == place.row && problem.place.column == place.column &&
               problem.wanted.starts_with(wanted);
      });
  if (found == problems_.rend()) return;
  --alike_[{found->place.file, found->cause}];
  problems_.erase(std::next(found).base());
}

base::Problems ProblemList::take() {
  for (const auto& [key, seen] : alike_) {
    if (seen <= kAlikeMax) continue;
    problems_.push_back(
        {key.second,
         {key.first, 0, ""},
         fmt::format("{} more problems of the kind \"{}\"", seen - kAlikeMax, key.second),
         "none",
         "Mend the first ones; the rest are often of one cause."});
  }
  alike_.clear();
  return std::exchange(problems_, {});
}

base::Problems ProblemList::take_by_place(std::string_view first) {
  std::map<std::string, std::size_t, std::less<>> order{{std::string(first), 0}};
  const std::size_t named = problems_.size();
  base::Problems problems = take();
  for (const base::Problem& problem : problems) {
    order.try_emplace(problem.place.file, order.size());
  }
  struct Found {
    std::size_t file;
    bool is_rest;  // "12 more"
    base::Problem problem;
  };
  std::vector<Found> found;
  for (std::size_t i = 0; i < problems.size(); ++i) {
    found.push_back({order.find(problems[i].place.file)->second, i >= named, problems[i]});
  }
  std::stable_sort(found.begin(), found.end(), [](const Found& left, const Found& right) {
    return std::tie(left.file, left.is_rest, left.problem.place.row) <
           std::tie(right.file, right.is_rest, right.problem.place.row);
  });
  base::Problems sorted;
  std::set<std::tuple<std::string, std::string, std::int64_t, std::string, std::string>> said;
  for (const Found& each : found) {
    const base::Problem& problem = each.problem;
    const bool is_new = said.emplace(problem.cause, problem.place.file, problem.place.row,
                                     problem.place.column, problem.found)
                            .second;
    if (is_new) sorted.push_back(problem);
  }
  return sorted;
}

std::string quote(std::string_view text) {
  std::string out = "\"";
  std::size_t at = 0;
  while (at < text.size() && out.size() < kQuotedMax) {
    const CodePoint point = code_point_at(text, at);
    if (point.length == 0) {
      out += fmt::format("\\x{:02X}", static_cast<unsigned>(static_cast<unsigned char>(text[at])));
      ++at;
      continue;
    }
    if (is_control(point.value) || reorders_text(point.value)) {
      out += fmt::format("<U+{:04X}>", static_cast<unsigned>(point.value));
    } else {
      out += text.substr(at, point.length);
    }
    at += point.length;
  }
  if (at < text.size()) out += "...";
  return out + "\"";
}

std::string suggest(std::string_view found, const std::vector<std::string>& known,
                    std::string otherwise) {
  const auto near = base::nearest(lower_case(found), known);
  return near ? fmt::format("Did you mean {}?", quote(*near)) : otherwise;
}

std::string listed(const std::vector<std::string>& names, std::size_t names_max) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < names_max; ++i) {
    text += (i == 0 ? "" : ", ") + names[i];
  }
  if (names.size() > names_max) text += fmt::format(" and {} more", names.size() - names_max);
  return text;
}

}  // namespace recanvass::formats
