#include "draw/arlo_batches.h"

#include "base/check.h"
#include "base/sha256.h"
#include "draw/arlo_ids.h"
#include "draw/consistent_tickets.h"
#include "draw/numpy_generator.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace recanvass::draw {
namespace {

constexpr std::size_t kTicketDigits = 18;

NumpyGenerator generator_of(std::string_view seed) {
  const base::Sha256 hash = base::sha256(seed);
  std::vector<std::uint32_t> words;
  for (std::size_t word = 8; word-- > 0;) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8U | hash[4 * word + i];
    words.push_back(value);
  }
  while (words.size() > 1 && words.back() == 0) words.pop_back();
  return NumpyGenerator(words);
}

// What numpy's choice() adds up: the nearest double of each share, summed in order, over the sum.
std::vector<double> cumulated_shares(std::span<const BoundedBatch> batches) {
  const auto wide = [](const base::Rational& share) {
    return static_cast<long double>(share.numerator()) /
           static_cast<long double>(share.denominator());
  };
  long double total = 0.0L;
  for (const BoundedBatch& batch : batches) total += wide(batch.error_max);
  RECANVASS_CHECK(total > 0.0L);
  std::vector<double> shares;
  double sum = 0.0;
  for (const BoundedBatch& batch : batches) {
    RECANVASS_CHECK(batch.error_max.numerator() >= 0);
    sum += static_cast<double>(wide(batch.error_max) / total);
    shares.push_back(sum);
  }
  for (double& share : shares) share /= sum;
  return shares;
}

std::vector<BatchDraw> batches_left(std::string_view seed, std::span<const BoundedBatch> batches,
                                    const std::map<std::size_t, std::string>& taken) {
  std::vector<BatchDraw> left;
  for (std::size_t i = 0; i < batches.size(); ++i) {
    if (taken.contains(i)) continue;
    const std::string id = arlo_batch_id(batches[i].jurisdiction, batches[i].name);
    left.push_back({trim_ticket(first_ticket(seed, id), kTicketDigits), i});
  }
  std::ranges::sort(left, {}, [&](const BatchDraw& one) {
    return std::tie(batches[one.batch].jurisdiction, batches[one.batch].name);
  });
  return left;
}

}  // namespace

std::vector<BatchDraw> draw_arlo_batches(std::string_view seed,
                                         std::span<const BoundedBatch> batches, std::size_t before,
                                         std::size_t draws) {
  const std::vector<double> shares = cumulated_shares(batches);
  const bool full_count = before + draws >= batches.size();
  const std::size_t to_draw = full_count ? before : before + draws;
  NumpyGenerator generator = generator_of(seed);
  std::map<std::size_t, std::string> last_ticket;
  std::vector<BatchDraw> drawn;
  for (std::size_t i = 0; i < to_draw; ++i) {
    const auto place = std::ranges::upper_bound(shares, generator.next_fraction());
    const auto batch = static_cast<std::size_t>(place - shares.begin());
    std::string& ticket = last_ticket[batch];
    if (ticket.empty()) {
      const std::string id = arlo_batch_id(batches[batch].jurisdiction, batches[batch].name);
      ticket = trim_ticket(first_ticket(seed, id), kTicketDigits);
    } else {
      ticket = trim_ticket(next_ticket(ticket), kTicketDigits);
    }
    if (i >= before) drawn.push_back({ticket, batch});
  }
  if (full_count) return batches_left(seed, batches, last_ticket);
  return drawn;
}

}  // namespace recanvass::draw
