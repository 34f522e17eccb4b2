#include "flow/forms/formats.h"

#include <gtest/gtest.h>

namespace yiwang::forms::detail {
namespace {

struct Case {
  const char* format;
  const char* text;
  bool fits;
};

TEST(Formats, AcceptAndRefuseByTheirStandards) {
  for (const auto& [format, text, fits] : {
           Case{"date", "2024-02-29", true},
           Case{"date", "2023-02-29", false},
           Case{"date", "2023-13-01", false},
           Case{"date", "20230101", false},
           Case{"time", "08:30:06Z", true},
           Case{"time", "23:59:60Z", true},
           Case{"time", "22:59:60Z", false},
           Case{"time", "23:29:60+23:30", true},
           Case{"time", "23:59:60+01:00", false},
           Case{"time", "01:29:60+01:30", true},
           Case{"time", "08:30:06", false},
           Case{"time", "24:00:00Z", false},
           Case{"date-time", "1963-06-19T08:30:06.283185Z", true},
           Case{"date-time", "1990-02-31T15:59:59.123-08:00", false},
           Case{"date-time", "2013-350T01:01:01", false},
           Case{"duration", "P4DT12H30M5S", true},
           Case{"duration", "PT36H", true},
           Case{"duration", "P1Y2W", false},
           Case{"duration", "P", false},
           Case{"duration", "PT", false},
           Case{"duration", "P1D2H", false},
           Case{"duration", "P2S", false},
           Case{"duration", "PT1H3S", false},
           Case{"email", "joe.bloggs@example.com", true},
           Case{"email", "\"joe bloggs\"@example.com", true},
           Case{"email", "te..st@example.com", false},
           Case{"email", "2962", false},
           Case{"email", "joe@[127.0.0.1]", true},
           Case{"hostname", "www.example.com", true},
           Case{"hostname", "-a", false},
           Case{"ipv4", "192.168.0.1", true},
           Case{"ipv4", "256.0.0.1", false},
           Case{"ipv4", "087.10.0.1", false},
           Case{"ipv6", "::1", true},
           Case{"ipv6", "::abef", true},
           Case{"ipv6", "12345::", false},
           Case{"ipv6", "1:1:1:1:1:1:1:1:1", false},
           Case{"ipv6", "1::d6::42", false},
           Case{"ipv6", "::ffff:192.168.0.1", true},
           Case{"ipv6", "1:2:3:4:5:6:7", false},
           Case{"uuid", "2EB8AA08-AA98-11EA-B4AA-73B441D16380", true},
           Case{"uuid", "2eb8-aa08-aa98-11ea-b4aa73b44-1d16380", false},
           Case{"uri", "http://foo.bar/?baz=qux#quux", true},
           Case{"uri", "//foo.bar/?baz=qux#quux", false},
           Case{"uri", "http:// shouldfail.com", false},
           Case{"uri", "urn:oasis:names:specification:docbook:dtd:xml:4.1.2", true},
           Case{"uri", "http://2001:0db8:85a3:0000:0000:8a2e:0370:7334", false},
           Case{"uri-reference", "/abc", true},
           Case{"uri-reference", "\\\\WINDOWS\\fileshare", false},
           Case{"json-pointer", "/foo/bar~0/baz~1/%a", true},
           Case{"json-pointer", "/foo/bar~", false},
           Case{"relative-json-pointer", "0#", true},
           Case{"relative-json-pointer", "01/a", false},
           Case{"regex", "([abc])+\\s+$", true},
           Case{"regex", "^(abc]", false},
           Case{"unknown", "anything", true},
       }) {
    EXPECT_EQ(fits_format(format, text), fits) << format << " " << text;
  }
}

}  // namespace
}  // namespace yiwang::forms::detail
