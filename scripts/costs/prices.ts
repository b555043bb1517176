/** US dollars, list prices of us-east-1 without free tiers, as they are commonly quoted; `page` is where to check them. */
export const prices = {
  cognito: { lite: 0.0055, essentials: 0.015, plus: 0.02, page: "https://aws.amazon.com/cognito/pricing/" },
  ses: { perThousandMails: 0.1, page: "https://aws.amazon.com/ses/pricing/" },
  dynamodb: {
    perMillionWriteUnits: 0.625,
    perMillionReadUnits: 0.125,
    page: "https://aws.amazon.com/dynamodb/pricing/on-demand/",
  },
  lambda: {
    perMillionRequests: 0.2,
    /** arm64. */
    perGigabyteSecond: 0.0000133334,
    page: "https://aws.amazon.com/lambda/pricing/",
  },
  apiGateway: { perMillionRequests: 1, page: "https://aws.amazon.com/api-gateway/pricing/" },
  logs: { perGigabyte: 0.5, page: "https://aws.amazon.com/cloudwatch/pricing/" },
} as const;
