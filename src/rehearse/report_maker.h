#pragma once
#include <deque>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/random.h"
#include "city/city.h"
#include "service/raw_report.h"

namespace yiwang {

/// What a made-up report is really about; the simulated staff knows it, the engine does not.
struct Truth {
  std::string matter;
  std::string grid;
};

/// Makes up reports in our own words for places of the given city: openers, places, the catalogue's sentences, closers; people who tell the same again, many
/// who tell of one thing. Same city and seed, same reports. Telephone numbers begin with 100, which no one has.
class ReportMaker {
 public:
  /// `sentences`: how many of the catalogue's a report has; letters to a mailbox have four or five, calls one.
  ReportMaker(std::shared_ptr<const City> city, std::uint64_t seed, int sentences = 1);
  /// The next report, received at `at`, marked as rehearsal.
  RawReport next(Instant at);
  const Truth* truth(const std::string& external_id) const;
  /// How busy the hotline is at this hour of a day, mean 1 over the day.
  static double busyness(int local_hour);

 private:
  struct Outbreak {                        // one thing that many people see
    std::string matter;
    std::size_t address;
    Instant until;
  };
  struct Told {
    RawReport report;
    Truth truth;
  };
  std::string place_words(const Address& address, std::string& field);
  std::size_t pick_matter();
  RawReport make(Instant at, const std::string& matter, std::size_t address);
  RawReporter person();

  std::shared_ptr<const City> city_;
  Random random_;
  std::uint64_t count_ = 0;
  std::uint64_t seed_;
  int sentences_;
  std::vector<const Matter*> matters_;
  std::vector<double> cumulative_;
  std::unordered_map<std::string, std::vector<const MatterExample*>> examples_;
  std::vector<Outbreak> outbreaks_;
  std::deque<Told> lately_;
  std::unordered_map<std::string, Truth> truths_;   // of the last hundred thousand reports or more
};

}  // namespace yiwang
