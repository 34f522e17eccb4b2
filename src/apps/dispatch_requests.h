#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "dispatch/learned/route_shape.h"

namespace yiwang {

/// Which columns of a CSV of service requests say what (defaults: Boston's). All of them are known when a request is opened.
struct RequestColumns {
  std::string target = "queue";
  std::string time = "open_dt", closed = "closed_dt", id = "case_enquiry_id";
  std::vector<std::string> what = {"type", "reason", "subject"};                           // finest first
  std::vector<std::string> where = {"pwd_district", "neighborhood", "ward", "precinct", "location_zipcode", "city_council_district", "police_district", "fire_district"};
  std::vector<std::string> how = {"source"};
  std::string words = "case_title", street = "location_street_name", lat = "latitude", lon = "longitude";
  std::vector<std::string> also;           // further columns, each crossed with what and where: for showing what a leak would be worth
  std::set<std::string> without;           // columns treated as if they were not there
};

struct PastRequest {
  RoutedCase routed;
  std::string id, address;
  std::vector<std::string> coarse;         // what, first where, how
  std::optional<Instant> closed;
};

struct RequestFile {
  std::vector<PastRequest> requests;           // in the order of time
  bool has_target = false, has_closed = false;
  std::size_t plain_fields = 0;            // how many values come first that are cells as they stand
  std::size_t passed_over = 0;             // rows without a readable time, or without a target where there is such a column
};

/// Fields and the crosses that are counted, from the columns.
class RequestReader {
 public:
  /// Finds out from the header of `train` which columns there are. Throws std::runtime_error that names what is missing and what the file has.
  RequestReader(RequestColumns columns, const std::string& train);
  const RouteShape& shape() const { return shape_; }
  /// Throws std::runtime_error when the file cannot be read, has no rows, ends inside quotes or lacks a column that training had. `need_target`: the answers must be there.
  RequestFile read(const std::string& path, bool need_target) const;

 private:
  void make_shape();
  std::uint16_t field(const std::string& name);
  RequestColumns columns_;
  std::vector<std::string> plain_;         // columns taken as they are; their fields come first
  RouteShape shape_;
};

}  // namespace yiwang
